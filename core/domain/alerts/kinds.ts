/** What cannot wait. Stored: never renamed. */
export type AlertKind =
  | 'pressure-danger'
  | 'glucose-high'
  | 'glucose-low'
  /** Words of danger in chat. */
  | 'danger-sign'
  /** 危险性评估 3–5. */
  | 'risk'
  /** 不良反应. */
  | 'adverse';

/** How an alert was answered. Stored: never renamed. */
export type AlertOutcome =
  | 'called'
  | 'arranged'
  | 'unreachable'
  | 'false-alarm'
  | 'died'
  /** Another of the kind is open already about who the registration turned out to be. */
  | 'identity-merged';
