/** The page at `/`: what runs here and the first calls to try. */
export function welcomePage(origin: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Freshet</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
  pre { background: #f2f3f5; color: #1c1f23; padding: 1rem; overflow-x: auto; border-radius: 6px }
</style>
<h1>Freshet is running</h1>
<p>Ingest, workers and the recommendation API share this port, on the embedded engine.</p>
<pre>
# three visitors look at two things each
for who in ada bob cem; do
  curl ${origin}/v1/events -H 'content-type: application/json' \\
    -d '{"events":[{"type":"view","userId":"'$who'","itemId":"tent"},{"type":"view","userId":"'$who'","itemId":"stove"}]}'
done

# dee looks at the first one; what next?
curl ${origin}/v1/events -H 'content-type: application/json' \\
  -d '{"type":"view","userId":"dee","itemId":"tent"}'
curl '${origin}/v1/recommendations?userId=dee&amp;explain=true'
</pre>
<ul>
  <li><a href="/dashboard">/dashboard</a>: the back office</li>
  <li><a href="/v1/trending">/v1/trending</a>: what is popular now</li>
  <li><a href="/v1/profiles?userId=ada">/v1/profiles?userId=ada</a>: what is known of ada</li>
  <li><a href="/health/ready">/health/ready</a> and <a href="/metrics">/metrics</a></li>
</ul>
</html>
`;
}
