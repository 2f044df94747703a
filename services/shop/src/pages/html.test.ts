import { expect, it } from 'vitest';
import { html } from './html.ts';

it.for([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['" onclick="alert(1)', '&quot; onclick=&quot;alert(1)'],
  ["' onclick='alert(1)", '&#39; onclick=&#39;alert(1)'],
  ['&lt;', '&amp;lt;'],
] as const)('shows %s as text', ([value, shown]) => {
  expect(html`<p title="${value}">${[value]}</p>`.text).toBe(`<p title="${shown}">${shown}</p>`);
});

it('takes templates as they are, and leaves out what is not there', () => {
  const list = ['a', '<b>'].map((one) => html`<li>${one}</li>`);
  expect(html`<ul>${list}${null}${false}${undefined}${0}</ul>`.text).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>',
  );
});
