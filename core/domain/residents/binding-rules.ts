/** Why a binding ended: stored, never renamed. */
export type BindingEnd =
  /** 解绑 */
  | 'unbound'
  /** The resident bound another account: by SMS code, or with the desk, against which no objection helps. */
  | 'moved'
  | 'moved-at-desk'
  /** “不是我” from the account before. */
  | 'objected'
  /** The desk found that the registration is false. */
  | 'identity-refused'
  | 'deceased';
