import { sealedSettings } from './keys.ts';

/**
 * Where sealed values stand (vault place: table‖column‖the row's key). A test compares the list with the schema: whoever
 * adds a column `…Sealed` adds it here, or the rotation of keys would leave it behind.
 */
export interface SealedTable {
  table: string;
  /** The primary key, a text. */
  key: string;
  columns: readonly string[];
  /** The only rows that are sealed; all of them when it is left out. */
  rows?: readonly string[];
  /** So many rows are read and written at a time, at most 500. */
  page: number;
}

export const sealedTables: readonly SealedTable[] = [
  // First the keys themselves: a rotation that is cut short leaves a database that opens with the new key.
  { table: 'Setting', key: 'name', columns: ['value'], rows: sealedSettings, page: 500 },
  { table: 'PlatformToken', key: 'platform', columns: ['tokenSealed'], page: 500 },
  { table: 'Staff', key: 'id', columns: ['phoneSealed'], page: 500 },
  { table: 'ConsoleUser', key: 'id', columns: ['totpSecretSealed'], page: 500 },
  {
    table: 'Resident',
    key: 'id',
    columns: ['nameSealed', 'documentSealed', 'phoneSealed', 'addressSealed'],
    page: 500,
  },
  { table: 'Contact', key: 'id', columns: ['accountSealed'], page: 500 },
  // A signature is a picture.
  { table: 'Contract', key: 'id', columns: ['signatureSealed', 'evidenceSealed'], page: 50 },
  { table: 'InboundMessage', key: 'id', columns: ['bodySealed', 'answerSealed'], page: 500 },
  { table: 'Dialogue', key: 'id', columns: ['stateSealed'], page: 500 },
  { table: 'Delivery', key: 'id', columns: ['phoneSealed', 'contentSealed'], page: 500 },
  { table: 'RecordEntry', key: 'id', columns: ['textSealed'], page: 500 },
  { table: 'RecordCorrection', key: 'id', columns: ['textSealed', 'answerSealed'], page: 500 },
  { table: 'Reading', key: 'id', columns: ['valueSealed'], page: 500 },
  { table: 'Encounter', key: 'id', columns: ['noteSealed'], page: 500 },
  { table: 'Referral', key: 'id', columns: ['packetSealed', 'answerSealed', 'outcomeSealed'], page: 200 },
  { table: 'ConsultationLine', key: 'id', columns: ['textSealed'], page: 500 },
  { table: 'Report', key: 'id', columns: ['contentSealed'], page: 100 },
  { table: 'HomeVisit', key: 'id', columns: ['textSealed'], page: 500 },
  { table: 'Complaint', key: 'id', columns: ['textSealed', 'answerSealed'], page: 500 },
  { table: 'Rating', key: 'id', columns: ['wordSealed'], page: 500 },
];
