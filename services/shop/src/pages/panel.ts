import { type BeaconTag, isToldWhy } from './frame.ts';
import { html, type Html } from './html.ts';

const profile = html`<section aria-labelledby="panel-profile"><h3 id="panel-profile">Your profile</h3><div data-panel="profile" aria-live="polite"><p class="muted">Nobody knows you yet. Look at something.</p></div></section>`;
const reasons = html`<section aria-labelledby="panel-why"><h3 id="panel-why">Why these</h3><div data-panel="why"><p class="muted">No recommendations on this page yet.</p></div></section>`;
const forServers = html`<p class="muted small">Your profile, and why each item is there, are told to servers alone where there are keys.</p>`;

/** What the visitor's own browser fills in; without JavaScript it says so. */
export function panel(beacon: BeaconTag): Html {
  const isTold = isToldWhy(beacon);
  return html`<aside class="panel" id="knows" aria-labelledby="freshet-title" tabindex="-1">
  <header class="panel-head"><h2 id="freshet-title">What Freshet knows</h2>${isTold && html`<span class="badge" data-panel="state">…</span>`}</header>
  <noscript><p class="notice">The shop works without JavaScript; recommendations and this panel need it.</p></noscript>
  <section aria-labelledby="panel-acts"><h3 id="panel-acts">Your last acts</h3><ol class="acts" data-panel="acts"><li class="muted">Nothing looked at yet.</li></ol></section>
  ${isTold ? profile : forServers}
  <section aria-labelledby="panel-crowd"><h3 id="panel-crowd">Other visitors</h3>
    <p class="muted small">A made-up crowd that browses by taste, so that trends and neighbours have life.</p>
    <div class="row"><button class="button" type="button" data-panel="crowd" aria-pressed="false" disabled>Crowd</button><span class="small muted" data-panel="crowd-state"></span></div>
  </section>
  ${isTold && reasons}
</aside>`;
}
