import { shortNumber } from '#domain/case-number.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { ReferralRules } from '#domain/packs/referral-rules.ts';
import { placesOfKind } from '#domain/organisations/place.ts';
import { ownerOf as carerOf } from '#domain/care/owner.ts';
import { centreOf } from '#domain/organisations/tree.ts';
import { prepareReferral, type PreparedReferral } from '#domain/referrals/prepare.ts';
import { recentResults } from '#domain/referrals/results.ts';
import { catalogueMatch, criteriaOf, urgencyOf } from '#domain/referrals/route.ts';
import { deskCentres } from '#domain/staff/desk.ts';
import { reachOf } from '#domain/staff/reach.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { referralWork as words } from '../replies/referral-work.ts';
import { chooseHospital } from './referral/choose-hospital.ts';
import { findResident } from './signing/find-resident.ts';

type Direction = keyof typeof words.directions;
interface Subject {
  id: string;
  name: string;
}

/** 发起转诊：居民 → 上转、检查或转回社区 → 病情和条件 → 医院 → 医保 → 居民同意 → 核对 → 发出。 */
export const startReferral: Dialogue = {
  name: 'start-referral',
  service: '发起转诊',
  audience: 'staff',
  title: '发起转诊',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.notAtDesk);
    const [centreId] = await deskCentres(tx, staff.id);
    const [hospitalId] = await reachOf(tx, staff.id, ['hospital_desk']);
    if (!centreId && !hospitalId) return script.say(words.notAtDesk);
    const resident = await findResident(script, world, words.askWho);
    if (!resident) return;
    const direction = await chooseDirection(script, centreId ? ['up', 'test'] : ['down']);
    if (centreId) {
      const home = (await centreOf(tx, staff.organisationId)) ?? centreId;
      await fromCentre(script, world, { resident, direction, from: home, staffId: staff.id });
    } else if (hospitalId) await fromHospital(script, world, { resident, from: hospitalId, staffId: staff.id });
  },
};

function chooseDirection(script: Script, from: readonly Direction[]): Promise<Direction> {
  return script.choose('direction', {
    title: words.directionTitle,
    prompt: words.askDirection,
    from,
    id: (one) => one,
    label: (one) => words.directions[one],
    only: 'take',
    none: { say: words.notAtDesk },
  });
}

interface FromCentre {
  resident: Subject;
  direction: Direction;
  from: string;
  staffId: string;
}

async function fromCentre(script: Script, world: DialogueWorld, wish: FromCentre): Promise<void> {
  const { tx } = world;
  const { resident, direction, from, staffId } = wish;
  const { referrals: rules } = await rulesAt(tx, from);
  const category = direction === 'test' ? await chooseTest(script, rules) : '';
  const reason = await askText(script, 'disease', words.diseaseTitle, words.askDisease, 200);
  const match = catalogueMatch(rules, reason);
  const ticked = match && direction === 'up' ? await tickCriteria(script, rules, match.entry.code) : [];
  const findings = await askText(script, 'findings', words.findingsTitle, words.askFindings, 500, words.skipFindings);
  const urgency = await chooseUrgency(script, urgencyOf(rules, ticked));
  const route = await chooseHospital(script, tx, {
    fromOrganisationId: from,
    direction: direction === 'test' ? 'test' : 'up',
    urgency,
    catalogueEntry: match?.entry.code ?? null,
  });
  await send(script, world, {
    name: resident.name,
    to: route.name,
    prepared: {
      residentId: resident.id,
      direction,
      category,
      urgency,
      catalogueEntry: match?.entry.code ?? null,
      fromOrganisationId: from,
      ...route.chosen,
      department: direction === 'test' ? '' : (match?.entry.department ?? ''),
      packet: { reason, findings, results: await recentResults(tx, resident.id), criteria: ticked },
      insurance: await chooseInsurance(script, rules),
      doctorId: staffId,
      staffId,
    },
  });
}

async function fromHospital(
  script: Script,
  world: DialogueWorld,
  { resident, from, staffId }: { resident: Subject; from: string; staffId: string },
): Promise<void> {
  const { tx } = world;
  const { referrals: rules } = await rulesAt(tx, from);
  const category = await script.choose('category', {
    title: words.categoryTitle,
    prompt: words.askCategory,
    from: rules.downCategories,
    id: ({ code }) => code,
    label: ({ name }) => name,
    none: { say: words.noHospital },
  });
  const doctorId = await carerOf(tx, resident.id);
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId } });
  const home = await centreOf(tx, doctor.organisationId);
  const centres = await placesOfKind(tx, ['centre'], home);
  const centre = await script.choose('centre', {
    title: words.centreTitle,
    prompt: words.askCentre,
    from: centres,
    id: ({ id }) => id,
    label: ({ shortName }) => shortName,
    names: ({ name }) => [name],
    usual: centres.find(({ id }) => id === home),
    none: { say: words.noHospital },
  });
  const reason = await askText(script, 'disease', words.diseaseTitle, words.askDisease, 200);
  const match = catalogueMatch(rules, reason);
  const ticked = match ? await tickCriteria(script, rules, match.entry.code, 'down') : [];
  const findings = await askText(script, 'summary', words.summaryTitle, words.askSummary, 500);
  await send(script, world, {
    name: resident.name,
    to: centre.shortName,
    prepared: {
      residentId: resident.id,
      direction: 'down',
      category: category.code,
      urgency: 'routine',
      catalogueEntry: match?.entry.code ?? null,
      fromOrganisationId: from,
      toOrganisationId: centre.id,
      department: category.name,
      packet: { reason, findings, results: [], criteria: ticked },
      insurance: null,
      doctorId,
      staffId,
    },
  });
}

async function send(
  script: Script,
  { tx }: DialogueWorld,
  { name, to, prepared }: { name: string; to: string; prepared: Omit<PreparedReferral, 'consent'> },
): Promise<void> {
  const consent = await script.choose('consent', {
    title: words.consentTitle,
    prompt: words.askConsent(name, to),
    from: ['here', 'ask'] as const,
    id: (one) => one,
    label: (one) => words.consents[one],
    none: { say: words.none },
  });
  await script.confirm('check', { title: words.check, also: [{ title: words.title, label: `${name} → ${to}` }] });
  const sent = await script.act('prepare', () =>
    prepareReferral(tx, { ...prepared, consent }).then(({ number, status }) => ({ number, status })),
  );
  const number = shortNumber(sent.number);
  script.say(sent.status === 'sent' ? words.sent(number, to) : words.waits(number, to));
}

async function chooseTest(script: Script, rules: ReferralRules): Promise<string> {
  const test = await script.choose('test', {
    title: words.testTitle,
    prompt: words.askTest,
    from: rules.tests,
    id: ({ code }) => code,
    label: ({ name }) => name,
    none: { say: words.none },
  });
  return test.code;
}

async function tickCriteria(
  script: Script,
  rules: ReferralRules,
  code: string,
  way: 'up' | 'down' = 'up',
): Promise<string[]> {
  const list = criteriaOf(rules, code)?.[way] ?? [];
  if (list.length === 0) return [];
  const ticked = await script.several('criteria', {
    title: words.criteriaTitle,
    prompt: words.askCriteria,
    from: list,
    id: (one) => one.code,
    label: ({ text }) => text,
    least: 0,
    none: { say: words.none },
  });
  return ticked.map((one) => one.code);
}

/** What was ticked decides; where it does not, the doctor does. */
async function chooseUrgency(
  script: Script,
  ticked: PreparedReferral['urgency'],
): Promise<PreparedReferral['urgency']> {
  if (ticked !== 'routine') return ticked;
  return script.choose('urgency', {
    title: words.urgencyTitle,
    prompt: words.askUrgency,
    from: ['routine', 'urgent', 'emergency'] as const,
    id: (one) => one,
    label: (one) => words.urgencies[one],
    none: { say: words.none },
  });
}

async function chooseInsurance(script: Script, rules: ReferralRules): Promise<string> {
  const insurance = await script.choose('insurance', {
    title: words.insuranceTitle,
    prompt: words.askInsurance,
    from: rules.insurance,
    id: ({ code }) => code,
    label: ({ name }) => name,
    none: { say: words.none },
  });
  return insurance.code;
}

function askText(
  script: Script,
  key: string,
  title: string,
  prompt: string,
  most: number,
  skip?: string,
): Promise<string> {
  return script.ask(key, {
    title,
    prompt,
    accept: (text) => readSentence(text, most),
    hint: words.summaryHint,
    ...(skip === undefined ? {} : { skip }),
  });
}
