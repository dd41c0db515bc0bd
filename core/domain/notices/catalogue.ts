import { isOff } from '../preferences/rules.ts';
import type { DeliveryPurpose, NoticeDefinition } from './notice.ts';
import { replyKind } from './send.ts';

/** What is asked about a notice once it is a row: everything but its words. */
export type NoticeFace = Pick<NoticeDefinition<unknown>, 'name' | 'title' | 'purpose' | 'switchLabel'>;

/** All notices by their stored names. */
export interface NoticeCatalogue {
  /** A kind of another release counts as an answer to something asked for: it is neither held back nor lost. */
  purposeOf(kind: string): DeliveryPurpose;
  /** 夜门诊提醒 */
  titleOf(kind: string): string;
  /** Whether somebody who has switched these kinds off still gets this one. */
  isOff(kind: string, off: ReadonlySet<string>): boolean;
}

/** @throws Error when two notices have one name. */
export function createCatalogue(notices: readonly NoticeFace[]): NoticeCatalogue {
  const byName = new Map(notices.map((notice) => [notice.name, notice]));
  if (byName.size !== notices.length) throw new Error('two notices have the same name');
  return {
    purposeOf: (kind) => (kind === replyKind ? 'reply' : (byName.get(kind)?.purpose ?? 'service')),
    titleOf(kind) {
      const notice = byName.get(kind);
      return kind === replyKind ? '回答' : (notice?.title ?? notice?.switchLabel ?? '通知');
    },
    isOff(kind, off) {
      const notice = byName.get(kind);
      return notice !== undefined && isOff(notice, off);
    },
  };
}
