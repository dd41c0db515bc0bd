/**
 * What free sentences say, as a dialogue's questions take it (`fact`). Every list holds all readings that are
 * possible, so that two mean “ask once between these”. Plain values only: facts are stored with the dialogue.
 */
export interface Facts {
  /** YYYY-MM-DD, never past. */
  days?: readonly string[] | undefined;
  /** HH:MM, 24 hours. */
  times?: readonly string[] | undefined;
  /** 晚上, 七点以后: HH:MM, both ends included. */
  range?: { readonly from: string; readonly to: string } | undefined;
  /** Whom it is for, as said and folded: 我, 妈妈, 王秀英. */
  people?: readonly string[] | undefined;
  /** Doctors' names as said: 陈志远, 陈医生 is 陈. */
  doctors?: readonly string[] | undefined;
  /** Short names of centres and hospitals as said: 拱北. */
  places?: readonly string[] | undefined;
  /** Rows named by a QR code. */
  doctorId?: string | undefined;
  centreId?: string | undefined;
  /** A full name, a checked document number, a phone number, a six-digit code: given to prove who one is. */
  fullName?: string | undefined;
  documentNumber?: string | undefined;
  phone?: string | undefined;
  code?: string | undefined;
  /** What is wrong, in the person's own words. */
  complaint?: string | undefined;
}
