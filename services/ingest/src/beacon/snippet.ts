import type { BeaconFiles } from './bundle.ts';

/** What an operator copies into a page, as `GET /beacon` shows it. */
export function snippet({ version, files }: Omit<BeaconFiles, 'loader'>, origin: string): string {
  const address = (name: string): string => `${origin}/beacon/${version}/${name}`;
  const integrity = Object.fromEntries(
    [...files]
      .filter(([name]) => name !== 'beacon.js')
      .map(([name, asset]) => [address(name), asset.integrity]),
  );
  return `<!-- Always the newest: -->
<script async src="${origin}/beacon.js"></script>

<!-- Or these very bytes, which the browser checks; the first line is for what data-source,
     data-impressions, data-dwell, data-debug and recommendation slots load. -->
<script type="importmap">${JSON.stringify({ integrity })}</script>
<script async crossorigin integrity="${files.get('beacon.js')!.integrity}" src="${address('beacon.js')}"></script>

<!-- Before either, if scripts of the page call freshet before it has loaded: -->
<script>window.freshet??=new Proxy({q:[]},{get:({q},m)=>m=="q"?q:(...a)=>{q.push([m,a])}})</script>
`;
}
