import { addWorkingDays } from '#domain/calendar/working-day.ts';
import type { WishedTime } from '#domain/home-visits/ask.ts';
import type { HomeVisitRules } from '#domain/packs/care-work-rules.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { homeVisits as words } from '../replies/home-visits.ts';

const anyDay = 'any';

/** 哪天、上午还是下午；“周四下午”一句话答两样，都行也行。 */
export async function askWishedTime(
  script: Script,
  { tx }: Pick<DialogueWorld, 'tx'>,
  rules: HomeVisitRules,
): Promise<WishedTime> {
  const days = [...daysFrom(tx, rules.daysAhead), anyDay];
  const day = await script.choose('day', {
    title: words.dayTitle,
    prompt: words.askDay,
    from: days,
    id: (date) => date,
    label: (date) => (date === anyDay ? words.anyDay : tx.day.sayDate(date)),
    names: (date) => (date === anyDay ? ['都行', '都可以', '随便', '随时', '哪天都可以', '无所谓'] : []),
    none: { say: words.noDays },
    fact: ({ days: said }) => (said?.length ? days.filter((date) => said.includes(date)) : undefined),
    misfit: () => words.dayMisfit,
  });
  const part = await script.choose('part', {
    title: words.partTitle,
    prompt: words.askPart,
    from: ['morning', 'afternoon', 'any'] as const,
    id: (one) => one,
    label: (one) => words.parts[one],
    names: (one) => (one === 'any' ? ['都可以', '随便', '无所谓', '什么时候都行'] : []),
    none: { say: words.noDays },
    fact: ({ part: said }) => said,
  });
  return { wishedOn: day === anyDay ? undefined : day, wishedPart: part === 'any' ? undefined : part };
}

/** The working days from tomorrow on. */
function daysFrom(tx: DialogueWorld['tx'], daysAhead: number): string[] {
  const last = tx.day.add(tx.day.dateOf(tx.now), daysAhead);
  const days: string[] = [];
  for (
    let date = addWorkingDays(tx.day, tx.day.dateOf(tx.now), 1);
    date <= last;
    date = addWorkingDays(tx.day, date, 1)
  )
    days.push(date);
  return days;
}
