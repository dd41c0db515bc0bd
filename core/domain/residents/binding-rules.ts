/**
 * How often an account may follow a resident's phone before the desk must look (threat model: rebinding theft), and
 * how long the former account may object. UNSURE numbers of this product.
 */
export const movesBeforeDesk = 2;
export const movesWithinDays = 30;
export const objectionHours = 24;
/** How long a page for binding holds, minutes. */
export const bindPageMinutes = 60;
/** Registrations of one document in a day, from however many phones. */
export const registrationsPerDocumentADay = 20;

/** Why a binding ended: stored, never renamed. */
export type BindingEnd =
  /** 解绑 */
  | 'unbound'
  /** The resident bound another account: by SMS code, or with the desk, against which no objection helps. */
  | 'moved'
  | 'moved-at-desk'
  /** “不是我” from the account before. */
  | 'objected'
  | 'deceased';
