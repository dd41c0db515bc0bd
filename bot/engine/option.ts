/** One line that somebody can pick. */
export interface Option {
  id: string;
  label: string;
}

/** An option with what else people call it. */
export interface NamedOption extends Option {
  names: readonly string[];
}

/** The engine's own lines begin with @, which no option of a dialogue may. */
export const more: Option = { id: '@more', label: '更多' };
export const fromTheTop: Option = { id: '@more', label: '从头看' };
export const noneOfThese: Option = { id: '@all', label: '都不是' };
