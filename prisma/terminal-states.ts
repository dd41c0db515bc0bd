/** States that do not change once they are reached. */
export const terminalStates: readonly { table: string; states: readonly string[] }[] = [
  { table: 'Contract', states: ['declined', 'withdrawn', 'expired', 'terminated', 'replaced'] },
  { table: 'Appointment', states: ['attended', 'cancelled', 'no_show'] },
  { table: 'WaitlistEntry', states: ['accepted', 'lapsed', 'left'] },
  { table: 'Binding', states: ['ended'] },
  { table: 'Delegation', states: ['ended'] },
  { table: 'Dialogue', states: ['finished', 'abandoned', 'expired'] },
  { table: 'Delivery', states: ['sent', 'cleared', 'cancelled', 'dead'] },
  { table: 'Job', states: ['done', 'cleared', 'dead'] },
  { table: 'RecordCorrection', states: ['corrected', 'refused'] },
  { table: 'Alert', states: ['answered'] },
  { table: 'CarePlan', states: ['closed'] },
  { table: 'CareTask', states: ['done', 'missed', 'cleared'] },
  { table: 'StaffTask', states: ['done', 'cleared'] },
  { table: 'Referral', states: ['closed', 'declined', 'forwarded', 'withdrawn', 'lapsed'] },
  { table: 'Consultation', states: ['closed'] },
  { table: 'Medicine', states: ['withdrawn'] },
  { table: 'MedicineSupply', states: ['collected', 'refused', 'withdrawn', 'lapsed'] },
  { table: 'HomeVisit', states: ['done', 'declined', 'withdrawn', 'lapsed'] },
  { table: 'Complaint', states: ['closed'] },
  { table: 'Gathering', states: ['cancelled', 'held'] },
  // One that is done may be taken up again for those whom it did not reach.
  { table: 'Broadcast', states: ['cancelled'] },
  { table: 'MassMessage', states: ['sent', 'failed'] },
  { table: 'AssessmentPeriod', states: ['closed'] },
  { table: 'SignUp', states: ['cancelled', 'attended', 'absent'] },
];

/** Rows that are neither changed nor removed. */
export const appendOnly: readonly string[] = ['AuditEntry', 'ReferralStep', 'AssessmentFact'];

export function terminalTrigger(table: string): string {
  return `${table.toLowerCase()}_terminal_state_stays`;
}
