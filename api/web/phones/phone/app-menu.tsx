import { useEffect, useState } from 'react';
import type { MenuEntry } from '#bot/sandbox/protocol.ts';

/** The account's own menu: up to three entries, each pressed itself or opening up to five. */
export function AppMenu({ entries, onPress }: { entries: readonly MenuEntry[]; onPress(position: number[]): void }) {
  const [open, setOpen] = useState<number>();
  useEffect(() => {
    if (open === undefined) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(undefined);
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [open]);
  const press = (position: number[]) => {
    setOpen(undefined);
    onPress(position);
  };
  return (
    <div className="app-menu">
      {entries.map((entry, top) => (
        <div key={entry.name} className="app-menu-entry">
          <button
            type="button"
            aria-expanded={entry.opens === 'entries' ? open === top : undefined}
            onClick={() => (entry.opens === 'entries' ? setOpen(open === top ? undefined : top) : press([top]))}
          >
            {entry.opens === 'entries' && <i className="app-menu-lines" aria-hidden="true" />}
            {entry.name}
          </button>
          {open === top && (
            <ul>
              {entry.entries.map((below, sub) => (
                <li key={below.name}>
                  <button type="button" onClick={() => press([top, sub])}>
                    {below.name}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </div>
  );
}
