import { appointmentNotices } from './appointments.ts';
import { clinicWorkNotices } from './clinic-work.ts';
import { contractWorkNotices } from './contract-work.ts';
import { contractNotices } from './contracts.ts';
import type { NoticeFace } from './catalogue.ts';
import { identityNotices } from './identity.ts';
import { talkingNotices } from './talking.ts';
import { waitlistNotices } from './waitlist.ts';

/** Every notice there is, for the catalogue, 通知设置 and the test that walks them. */
export const allNotices: readonly NoticeFace[] = [
  ...identityNotices,
  ...appointmentNotices,
  ...waitlistNotices,
  ...contractNotices,
  ...talkingNotices,
  ...clinicWorkNotices,
  ...contractWorkNotices,
];
