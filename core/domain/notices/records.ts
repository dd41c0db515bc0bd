import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What residents are told about reports and records: that there is something, never what it says (domain.md §6). */

export const reportReady = defineNotice({
  name: 'report.ready',
  title: '有新的检查报告',
  purpose: 'care',
  /** What whoever acts for somebody calls them (儿子); empty for one's own. */
  data: z.object({ name: z.string() }),
  sample: { name: '' },
  text: ({ name }) => `${name === '' ? '您' : `您${name}`}有一份新的检查报告。请在公众号里回复“报告”查看。`,
  template: () => ({ kind: '检查报告', state: '已出，请查看' }),
});

const correction = z.object({ number: z.string(), name: z.string() });

export const correctionAsked = defineNotice({
  name: 'correction.asked',
  title: '档案更正申请',
  purpose: 'work',
  data: correction,
  sample: { number: '0012', name: '王秀英' },
  text: ({ number, name }) => `${name}申请更正健康档案，编号${number}。回复“查档案”处理。`,
});

export const correctionOverdue = defineNotice({
  name: 'correction.overdue',
  title: '档案更正申请超时',
  purpose: 'work',
  data: correction,
  sample: { number: '0012', name: '王秀英' },
  text: ({ number, name }) => `${name}的档案更正申请${number}超时没有答复，转给您。回复“查档案”处理。`,
});

export const correctionAnswered = defineNotice({
  name: 'correction.answered',
  title: '档案更正有答复',
  purpose: 'service',
  data: z.object({ number: z.string() }),
  sample: { number: '0012' },
  text: ({ number }) => `您的档案更正申请${number}有答复了。请在公众号里回复“档案”查看。`,
  template: ({ number }) => ({ kind: `档案更正${number}`, state: '已答复，请查看' }),
});
