/** The part of a notice's definition that decides whether somebody can switch it off. */
export interface Switchable {
  name: string;
  /** What the resident reads in 通知设置; undefined where it cannot be switched off. */
  switchLabel?: string | undefined;
}

/** One line of 通知设置. */
export interface NoticeSwitch {
  label: string;
  /** The kinds of notices that the line stands for. */
  kinds: readonly string[];
}

/** Stored beside the kinds: 退订, everything that can be switched off. */
export const everything = '*';

/** The lines of 通知设置: notices of one label are switched together. */
export function switchesOf(catalogue: readonly Switchable[]): NoticeSwitch[] {
  const kinds = new Map<string, string[]>();
  for (const { name, switchLabel } of catalogue)
    if (switchLabel !== undefined) kinds.set(switchLabel, [...(kinds.get(switchLabel) ?? []), name]);
  return [...kinds].map(([label, names]) => ({ label, kinds: names }));
}

/** Whether a notice is off, given the kinds that a resident has switched off. What cannot be switched off never is. */
export function isOff(notice: Switchable, off: ReadonlySet<string>): boolean {
  return notice.switchLabel !== undefined && (off.has(notice.name) || off.has(everything));
}
