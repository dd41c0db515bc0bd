/** Of broadcasts: see invariants.ts, where they are listed with the others. */
export const broadcastChecks: readonly { table: string; name: string; condition: string }[] = [
  {
    table: 'Broadcast',
    name: 'broadcast_not_decided_by_its_writer',
    condition: '"decidedById" IS NULL OR "decidedById" <> "createdById"',
  },
  {
    table: 'Broadcast',
    name: 'broadcast_begun_was_counted',
    condition: `"status" IN ('draft', 'cancelled') OR ("countedAt" IS NOT NULL AND "submittedAt" IS NOT NULL)`,
  },
  {
    table: 'BroadcastRecipient',
    name: 'broadcast_recipient_excluded_has_reason',
    condition: `"state" <> 'excluded' OR ("reason" IS NOT NULL AND "address" IS NULL)`,
  },
  // WeChat: a follower receives at most four 群发 in a natural month.
  { table: 'MassBudget', name: 'mass_budget_of_four', condition: '"taken" >= 0 AND "taken" <= 4' },
];

export const broadcastIndexes: readonly {
  table: string;
  name: string;
  columns: string;
  where: string;
  unique?: true;
}[] = [
  // Progress is counted in the index alone.
  {
    table: 'Delivery',
    name: 'delivery_of_broadcast',
    columns: '"broadcastId", "status", "channel", "reason"',
    where: '"broadcastId" IS NOT NULL',
  },
  {
    table: 'BroadcastRecipient',
    name: 'broadcast_recipient_once_per_address',
    columns: '"broadcastId", "address"',
    where: '"address" IS NOT NULL',
    unique: true,
  },
  {
    table: 'BroadcastStop',
    name: 'broadcast_stop_once_per_area',
    columns: '"organisationId"',
    where: '"liftedAt" IS NULL',
    unique: true,
  },
];
