import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, RouterProvider, useParams } from 'react-router';

function Home() {
  return createElement(
    'ul',
    { 'data-recomm-id': 'r-1' },
    createElement(
      'li',
      { 'data-item': 'tent', 'data-position': 1 },
      createElement(Link, { to: '/item/tent' }, 'tent'),
    ),
  );
}

function Item() {
  const { item } = useParams();
  useEffect(() => {
    document.title = item;
  }, [item]);
  return createElement(
    'main',
    { 'data-item-view': item },
    createElement(Link, { to: '/item/stove' }, 'stove'),
  );
}

const router = createBrowserRouter([
  { path: '/', Component: Home },
  { path: '/item/:item', Component: Item },
]);
createRoot(document.getElementById('root')).render(createElement(RouterProvider, { router }));
