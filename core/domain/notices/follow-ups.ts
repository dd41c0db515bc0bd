import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What residents are told about follow-ups. No condition is named or hinted at: it shows on a locked screen. */

const due = z.object({
  name: z.string(),
  doctor: z.string(),
  centre: z.string(),
  phone: z.string(),
  date: z.string(),
  when: z.enum(['until', 'on']),
  late: z.boolean(),
});

export const followUpDue = defineNotice({
  name: 'follow-up.due',
  title: '随访提醒',
  purpose: 'care',
  switchLabel: '随访提醒',
  data: due,
  sample: {
    name: '王*英',
    doctor: '陈志远',
    centre: '拱北',
    phone: '0756-0000000',
    date: '3月2日（周一）',
    when: 'until',
    late: false,
  },
  text: ({ name, doctor, centre, date, when, late }) =>
    [
      late
        ? `${name}的健康随访原定${date}，还没有记录。请抽空到${centre}找${doctor}医生。`
        : when === 'on'
          ? `${name}和${doctor}医生约好${date}在${centre}见面，请别忘了。`
          : `${doctor}医生请${name}在${date}前到${centre}做一次健康随访。`,
      '约时间请回复“随访”；已经去过了，请回复“随访”再选“已经去过”。',
    ].join('\n'),
  template: ({ name, doctor, date }) => ({ name, doctor, date, matter: '健康随访' }),
});

/** For who is followed up by staff alone: nothing but that somebody wants to see them (domain.md §5). */
export const followUpArrange = defineNotice({
  name: 'follow-up.arrange',
  title: '约个时间',
  purpose: 'care',
  data: z.object({ phone: z.string() }),
  sample: { phone: '0756-0000000' },
  text: ({ phone }) => `您的家庭医生想与您约个时间。方便的时候请打电话${phone}，或在这里回复“人工”。`,
  template: () => ({ matter: '您的家庭医生想与您约个时间' }),
});
