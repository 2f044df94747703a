import { LocationProvider, Route, Router } from 'preact-iso';
import { Announcer } from '../parts/announcer.tsx';
import { guarded } from './guarded.tsx';
import { MissingPage } from './missing-page.tsx';
import { Navigation } from './navigation.tsx';
import { pageGroups } from './pages.ts';
import { site } from '../site/site.ts';

const pages = pageGroups.flatMap((group) =>
  group.pages.map(({ path, page }) => ({ path, page: guarded(page) })),
);

export function App() {
  return (
    <LocationProvider scope="/dashboard">
      <a class="skip-link" href="#main">
        Skip to the page
      </a>
      <div class="frame">
        <Navigation groups={pageGroups} />
        <main id="main" class="page" tabIndex={-1}>
          {/* Of another site a page begins anew: what was filled in was about the one before. */}
          <Router key={site.value}>
            {pages.map(({ path, page }) => (
              <Route path={path} component={page} />
            ))}
            <Route default component={MissingPage} />
          </Router>
        </main>
      </div>
      <Announcer />
    </LocationProvider>
  );
}
