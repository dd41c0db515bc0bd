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
