import { type MouseEvent, useEffect, useState } from 'react';

const base = '/console';

/** Where in the console somebody is: `/residents`. */
export function usePath(): string {
  const [path, setPath] = useState(current);
  useEffect(() => {
    const listen = () => setPath(current());
    window.addEventListener('popstate', listen);
    return () => window.removeEventListener('popstate', listen);
  }, []);
  return path;
}

export function goTo(path: string): void {
  window.history.pushState(null, '', `${base}${path}`);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** The attributes of a link within the console: a new tab stays possible. */
export function linkTo(path: string) {
  return {
    href: `${base}${path}`,
    onClick(event: MouseEvent) {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      goTo(path);
    },
  };
}

function current(): string {
  return window.location.pathname.slice(base.length).replace(/\/$/, '') || '/';
}
