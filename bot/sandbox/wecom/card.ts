import { z } from 'zod';
import type { CardButton, CardContent } from '../protocol.ts';

/** A template card as the platform takes it, with every limit of platform.md §4.2 that concerns what we show. */
export const templateCard = z
  .object({
    card_type: z.enum(['text_notice', 'button_interaction']),
    source: z.object({ desc: z.string().optional() }).optional(),
    main_title: z.object({ title: characters(36).optional(), desc: characters(44).optional() }).optional(),
    emphasis_content: z.object({ title: characters(14).optional(), desc: characters(15).optional() }).optional(),
    sub_title_text: characters(160).optional(),
    horizontal_content_list: z
      .array(
        z.object({
          type: z.number().optional(),
          keyname: characters(5),
          value: characters(30).optional(),
          url: z.string().optional(),
        }),
      )
      .max(6)
      .optional(),
    card_action: z.object({ type: z.number().optional(), url: z.string().optional() }).optional(),
    task_id: z
      .string()
      .regex(/^[A-Za-z0-9_\-@]{1,128}$/)
      .optional(),
    button_list: z
      .array(
        z.object({
          type: z.number().optional(),
          text: characters(10).min(1),
          style: z.int().min(1).max(4).optional(),
          key: z.string().min(1).max(1024).optional(),
          url: z.string().optional(),
        }),
      )
      .min(1)
      .max(6)
      .optional(),
    replace_text: z.string().optional(),
  })
  .superRefine((card, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', message });
    if (!card.main_title?.title && !card.sub_title_text) wrong('main_title.title or sub_title_text is required');
    if (card.card_type === 'text_notice') {
      if (!card.card_action?.type || !card.card_action.url) wrong('card_action is required');
      return;
    }
    if (!card.task_id) wrong('task_id is required');
    if (!card.button_list) wrong('button_list is required');
    const keys = (card.button_list ?? []).filter((button) => button.type !== 1).map((button) => button.key);
    if (keys.includes(undefined)) wrong('button_list.key is required');
    if (new Set(keys).size !== keys.length) wrong('button_list.key is not unique');
  });

export type TemplateCard = z.infer<typeof templateCard>;

/** The card as a phone shows it. */
export function cardContent(card: TemplateCard): CardContent {
  const { source, main_title, emphasis_content: emphasis, sub_title_text, card_action, task_id, replace_text } = card;
  return {
    kind: 'card',
    title: main_title?.title ?? sub_title_text ?? '',
    lines: (card.horizontal_content_list ?? []).map(({ keyname, value, url }) => ({
      name: keyname,
      value: value ?? '',
      ...(url && { url }),
    })),
    buttons: (card.button_list ?? []).map(buttonOf),
    ...(task_id && { taskId: task_id }),
    ...(source?.desc && { source: source.desc }),
    ...(main_title?.desc && { description: main_title.desc }),
    ...(emphasis && { emphasis: { title: emphasis.title ?? '', description: emphasis.desc ?? '' } }),
    ...(main_title?.title && sub_title_text && { subtitle: sub_title_text }),
    ...(card_action?.url && { url: card_action.url }),
    ...(replace_text && { answered: replace_text }),
  };
}

function buttonOf(button: NonNullable<TemplateCard['button_list']>[number]): CardButton {
  return {
    text: button.text,
    // The schema admits nothing else.
    style: (button.style ?? 1) as CardButton['style'],
    ...(button.type === 1 ? { url: button.url ?? '' } : { key: button.key ?? '' }),
  };
}

/** Lengths are counted in code points, as people count. */
function characters(most: number) {
  return z.string().refine((text) => [...text].length <= most, `at most ${most} characters`);
}
