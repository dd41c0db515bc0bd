import { refuse } from '#domain/refusal.ts';
import { matching, type Dialogue } from '#bot/engine/script.ts';
import type { Said } from './chat.ts';

export interface Person {
  id: string;
  name: string;
  kinship: string;
}

export interface TownWorld {
  household(): Promise<Person[]>;
  openDates(): Promise<{ date: string; label: string }[]>;
  openSlots(date: string): Promise<{ id: string; label: string }[]>;
  book(booking: { residentId: string; slotId: string; complaint: string }, key: string): Promise<{ number: number }>;
}

/** A small town with two evenings and two slots each, and a hand on what happens in it. */
export function town() {
  const people: Person[] = [
    { id: 'wang', name: '王秀英', kinship: '我' },
    { id: 'zhang', name: '张桂兰', kinship: '妈妈' },
  ];
  const evenings = new Map([
    ['周二', ['18:30', '19:30']],
    ['周三', ['18:30', '19:30']],
  ]);
  const bookings = new Map<string, { residentId: string; slotId: string; complaint: string }>();
  const refusing = { with: undefined as 'slot-taken' | 'too-many-bookings' | undefined };
  const world: TownWorld = {
    household: async () => people,
    openDates: async () => [...evenings.keys()].map((day) => ({ date: day, label: day })),
    openSlots: async (date) => (evenings.get(date) ?? []).map((time) => ({ id: `${date}/${time}`, label: time })),
    async book(booking, key) {
      if (refusing.with) throw refuse(refusing.with);
      if (!bookings.has(key)) bookings.set(key, booking);
      return { number: bookings.size };
    },
  };
  return {
    world,
    people,
    evenings,
    bookings,
    refusing,
    /** Somebody else takes a slot. */
    take(day: string, time: string) {
      evenings.set(
        day,
        (evenings.get(day) ?? []).filter((slot) => slot !== time),
      );
    },
  };
}

/** 夜间门诊预约：就诊人 → 日期 → 时段 → 主诉 → 核对 → 落单。 */
export const bookNightClinic: Dialogue<TownWorld, Said> = {
  name: 'book-night-clinic',
  service: '夜门诊',
  audience: 'resident',
  title: '预约夜门诊',
  async script({ choose, ask, confirm, act, receipt }, world) {
    const who = await choose('who', {
      title: '就诊人',
      from: await world.household(),
      id: ({ id }) => id,
      label: ({ name }) => name,
      names: ({ kinship }) => [kinship],
      none: { say: '您还没有绑定就诊人，请先回复“绑定”。' },
      fact: ({ who: said }) => (said ? household.filter(({ kinship }) => kinship === said) : undefined),
    });
    const dates = await world.openDates();
    const day = await choose('date', {
      title: '日期',
      from: dates,
      id: ({ date }) => date,
      label: ({ label }) => label,
      none: { say: '近期夜间门诊号源已满，请过两天再试，或回复“人工”。' },
      fact: ({ days }) => matching(dates, days, ({ date }) => date),
      misfit: ({ days = [] }) => `${days.join('、')}没有夜门诊。`,
    });
    const slots = await world.openSlots(day.date);
    const slot = await choose('slot', {
      title: '时段',
      from: slots,
      id: ({ id }) => id,
      label: ({ label }) => label,
      none: { say: `${day.label}的号源已满，请换一天。`, reopen: 'date' },
      fact: ({ times }) => matching(slots, times, ({ label }) => label),
    });
    const complaint = await ask('complaint', {
      title: '主要不适',
      accept: (text) => (text.length > 0 && text.length <= 10 ? text : undefined),
      hint: '请控制在10字以内。',
      help: '写一两个词就好，比如“咳嗽”。',
    });
    await confirm('confirm', { title: '请核对预约信息：', also: [{ title: '地点', label: '拱北' }] });
    const booking = await act('book', (key) => world.book({ residentId: who.id, slotId: slot.id, complaint }, key), {
      reopen: { 'slot-taken': 'slot' },
    });
    receipt({
      done: `约好了：${who.name}，${day.label} ${slot.label}。`,
      number: `${booking.number}号`,
      undo: '不去了请回复“取消预约”。',
    });
  },
};

const household: Person[] = town().people;
