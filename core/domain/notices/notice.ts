import type { z } from 'zod';
import type { NoticeCard, NoticeContent } from './delivery-channel.ts';

/**
 * Why somebody is written to. It decides about quiet hours, preferences and priority (domain.md §7):
 * `code` and `safety` pass quiet hours; `safety` cannot be switched off; `service` answers something the person asked for;
 * `care` and `invitation` can be switched off; `work` goes to staff.
 */
export type NoticePurpose = 'code' | 'safety' | 'service' | 'care' | 'invitation' | 'work';

/** An answer in a conversation is a delivery like any other; it has no definition, its kind is `reply`. */
export type DeliveryPurpose = NoticePurpose | 'reply';

/** One notice, written once for every channel: `text` says it everywhere, the richer forms are used where they can be. */
export interface NoticeDefinition<Data> {
  /** Stored: never renamed. `appointment.reminder` */
  name: string;
  /** 夜门诊提醒: how operators and the sandbox's clock call it. The switch's label, or the name, when it is left out. */
  title?: string | undefined;
  purpose: NoticePurpose;
  /** What the resident reads in 通知设置; undefined where it cannot be switched off. */
  switchLabel?: string | undefined;
  data: z.ZodType<Data>;
  /** For previews and for the test that walks the catalogue. */
  sample: Data;
  text(data: Data): string;
  /** For a short message, where it is not the text: messages to many must say how to stop them. */
  smsText?(data: Data): string;
  /** For WeCom; the task id is given by the caller. */
  card?(data: Data): Omit<NoticeCard, 'taskId'>;
  /** WeChat template fields by our own names; no diagnosis, it shows on a locked screen. */
  template?(data: Data): Record<string, string>;
  links?(data: Data): { label: string; url: string }[];
}

/** Keeps the data's type with the definition. */
export function defineNotice<Data>(definition: NoticeDefinition<Data>): NoticeDefinition<Data> {
  return definition;
}

/** What a delivery of this notice says. `cardTaskId` names a card that will be answered by a press. */
export function contentOf<Data>(
  definition: NoticeDefinition<Data>,
  given: Data,
  cardTaskId: string | undefined,
): NoticeContent {
  const data = definition.data.parse(given);
  const card = cardTaskId ? definition.card?.(data) : undefined;
  const fields = definition.template?.(data);
  const links = definition.links?.(data);
  const smsText = definition.smsText?.(data);
  return {
    text: definition.text(data),
    ...(smsText === undefined ? {} : { smsText }),
    card: card && cardTaskId ? { ...card, taskId: cardTaskId } : undefined,
    template: fields ? { kind: definition.name, fields, url: links?.[0]?.url } : undefined,
    links,
  };
}
