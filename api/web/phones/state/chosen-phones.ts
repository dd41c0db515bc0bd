import { useCallback, useEffect, useState } from 'react';
import type { Phone } from '#bot/sandbox/protocol.ts';

const remembered = 'jiayi.sandbox.phones';

/** Which phones are shown: the person's last choice, at most as many as fit; the longest shown gives way. */
export function useChosenPhones(phones: readonly Phone[], room: number) {
  const [chosen, setChosen] = useState<readonly string[]>(() => firstChoice(phones));
  useEffect(() => {
    localStorage.setItem(remembered, JSON.stringify(chosen));
  }, [chosen]);
  const visible = chosen.slice(-room);
  const shown = phones.map(({ id }) => id).filter((id) => visible.includes(id));
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const visible = before.slice(-room);
        if (!visible.includes(id)) return [...visible, id].slice(-room);
        return visible.length > 1 ? visible.filter((one) => one !== id) : visible;
      }),
    [room],
  );
  return { shown, toggle };
}

/** A resident first on a narrow page, so the list ends with one: what does not fit is cut from the front. */
function firstChoice(phones: readonly Phone[]): string[] {
  const known = (ids: unknown): string[] =>
    Array.isArray(ids) ? ids.filter((id): id is string => phones.some((phone) => phone.id === id)) : [];
  const before = known(jsonOf(localStorage.getItem(remembered)));
  if (before.length > 0) return before;
  const residents = phones.filter((phone) => phone.group === 'resident');
  const staff = phones.filter((phone) => phone.group === 'staff');
  return [residents[1], staff[1], staff[0], residents[0]].flatMap((phone) => phone?.id ?? []);
}

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
