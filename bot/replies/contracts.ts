import type { Agreement, AgreementPerson } from '#domain/contracts/agreement.ts';
import type { ComparedDoctor } from '#domain/contracts/compare-doctors.ts';
import type { Price, Proposal } from '#domain/contracts/packages.ts';
import type { ActiveSummary, SubmittedSummary } from '#domain/contracts/summary.ts';
import { sayDay } from '#domain/contracts/words.ts';

/** 签约: words to residents. */
export const signing = {
  title: '签约',
  whatTitle: '要办的事',
  askWhat: '您要办哪一项？',
  nothingToDo: '现在没有可以办的。家里有人还没签约的，先回复“家人”把他（她）加进来。',
  tooEarlyToRenew: '离到期还早，到期前30天会提醒您续签。现在可以办：',
  notSigned: '还没有签约，不用办这一项。现在可以办：',

  what: {
    draft: (name: string, doctor: string) => `看一看、签名：${name}与${doctor}医生的协议`,
    new: '签一位家庭医生',
    newForFamily: '给还没签的家人签约',
    renew: (who: string) => `续签${who}`,
    change: (who: string) => `换医生${who}`,
    end: (who: string) => `解约${who}`,
    withdraw: (who: string) => `撤回申请${who}`,
    look: (who: string) => `看服务还剩几次${who}`,
  },

  peopleTitle: '签约人',
  askPeople: '给谁签约？可以选几位，比如“1、2”，全家一起签回复“都要”。',
  person: (name: string, kinship: string, signs: 'here' | 'themselves') =>
    `${kinship}（${name}）${signs === 'here' ? '' : '，要他（她）自己确认'}`,

  doctorTitle: '家庭医生',
  askDoctor: '选哪位家庭医生？回复数字，或者医生的名字。',
  doctor: ({ name, isLeader, speciality, hours, freePlaces, satisfaction, nearness, centreName }: ComparedDoctor) =>
    [
      `${name}${isLeader ? '（团队长）' : ''}`,
      nearness === 'own-grid' ? '您片区的医生' : nearness === 'own-centre' ? '您的中心' : `${centreName}中心`,
      ...(speciality === '' ? [] : [`擅长${speciality}`]),
      ...(hours === '' ? [] : [hours]),
      `还可签${freePlaces}人`,
      ...(satisfaction === undefined ? [] : [`居民评分${satisfaction.toFixed(1)}`]),
    ].join('，'),
  chosenDoctor: ({ name, teamName }: ComparedDoctor) => `${name}（${teamName}）`,
  noDoctor: '现在没有可以签约的家庭医生。请打电话给您的社区卫生服务中心，或回复“人工”。',
  doctorFull: (name: string, next: string | undefined) =>
    next === undefined
      ? `${name}医生的名额满了，请从下面选一位。`
      : `${name}医生的名额满了，同一团队的${next}医生还有名额，请从下面选一位。`,
  doctorNotFound: '没有找到您说的医生，请从下面选一位。',

  packagesTitle: (who: string) => `${who}服务包`,
  proposePackages: (who: string, proposals: readonly Proposal[]) =>
    [
      `给${who}推荐：`,
      ...proposals.map(({ package: { name, price }, reason }) => `${name}：${reason ?? ''}${sayPrice(price)}`),
      '每个人都有基础服务包，免费。',
    ].join('\n'),
  basicOnly: (who: string) => `${who}有基础服务包，免费：健康档案、健康咨询、优先预约。要不要看看别的服务包？`,
  takeProposed: '就选推荐的',
  takeBasic: '只要基础服务包',
  chooseOwn: '我自己挑',
  lookAtOthers: '看看别的',
  askPackages: (who: string) => `给${who}选哪些服务包？可以选几项，比如“1、3”；都不要请回复“都不要”。`,
  packageLine: ({ package: { name, price }, reason }: Proposal) =>
    `${name}${reason ? '（推荐）' : ''}，${sayShortPrice(price)}`,

  checkTitle: '请核对，签名后就交给医生：',
  checkSent: '请核对，确认后请他们在自己的手机上签名：',
  page: '阅读协议并签名',
  pageHow: '没有问题，请点“阅读协议并签名”，用手指签好名再提交。打不开页面的，回复“确认”，就在聊天里签。',
  renewHow: '协议和上次的一样，回复“确认”就续签。想重新手写签名，点“阅读协议并签名”。',
  priceTitle: '费用',
  doctorLine: '家庭医生',
  residentLine: '签约人',
  packagesLine: '服务包',
  termLine: '期限',
  term: (months: number) => `从医生同意那天起${months}个月，到期不自动续约`,
  price: (price: Price) => `${sayPrice(price)}，本平台不收费`,
  othersLine: '另外',
  others: (names: readonly string[]) => `还会请${names.join('、')}在自己的手机上签名`,

  agreeTitle: (title: string, version: string) => `《${title}》（${version}版）`,
  agreeText: ({ text, people }: Agreement) => [...text, '服务包：', ...sayItems(people)].join('\n'),

  submitted: (doctor: string, workingDays: number) =>
    `签好了，已交给${doctor}医生，${workingDays}个工作日内答复，到时通知您。`,
  accepted: (doctor: string) => `签好了，${doctor}医生已经同意，几分钟后生效，到时通知您。`,
  active: (doctor: string) => `签约成功，${doctor}医生已经是您的家庭医生。`,
  number: (numbers: readonly string[]) => `编号${numbers.join('、')}`,
  undoSubmitted: '想收回申请，请回复“撤回签约”。需要纸质协议，请到中心领取。',
  undoActive: '想看服务内容，请回复“签约”。需要纸质协议，请到中心领取。',
  askedOthers: (names: readonly string[]) => `已请${names.join('、')}在自己的手机上签名，签好了您会看到。`,
  undoAsked: '不想签了，不用理会，过几天自动作废。',

  current: (summary: { active: ActiveSummary | undefined; submitted: SubmittedSummary | undefined }, who: string) =>
    sayStanding(summary, who),

  endTitle: '解约',
  askEnd: (name: string, doctor: string) =>
    `${name}与${doctor}医生解约后，服务马上停止，还没答复的续签或换医生申请也一起取消，而且不能恢复。为什么解约？`,
  endWhy: { 'moved-away': '搬家了', 'resident-wish': '不想签了', keep: '先不解约' },
  kept: '好的，签约照旧。',
  ended: (name: string, doctor: string) => `已经解约：${name}与${doctor}医生的签约结束了。`,
  undoEnded: '想再签，请回复“签约”。',

  withdrawTitle: '撤回申请',
  askWithdraw: (name: string, doctor: string, number: string) =>
    `要收回${name}给${doctor}医生的申请（编号${number}）吗？`,
  withdrawYes: '收回',
  withdrawNo: '不收回',
  keptWaiting: '好的，申请继续等医生答复。',
  withdrawn: '申请已经收回，医生也会知道。',
  undoWithdrawn: '想再申请，请回复“签约”。',

  sameDoctor: '不换医生，就是续签。想续签请回复“续签”。',
  lookFirst: (summary: ActiveSummary, name: string) => sayUsage(summary, name),
} as const;

/** 一年120元（医保60、公卫60、自付0） */
export function sayPrice({ total, insurance, publicHealth, own }: Price): string {
  return total === 0 ? '免费' : `一年${total}元（医保${insurance}、公卫${publicHealth}、自付${own}）`;
}

/** 一年120元，自付0元 */
function sayShortPrice({ total, own }: Price): string {
  return total === 0 ? '免费' : `一年${total}元，自付${own}元`;
}

/** Each package once, with its items and yearly counts. */
function sayItems(people: readonly AgreementPerson[]): string[] {
  const packages = new Map(people.flatMap((person) => person.packages.map((held) => [held.name, held] as const)));
  return [...packages.values()].map(
    ({ name, items }) => `${name}：${items.map((item) => `${item.name}${item.times}次`).join('、')}`,
  );
}

export function sayPackages({ packages }: { packages: readonly { name: string }[] }): string {
  return packages.map(({ name }) => name).join('、');
}

/** Where somebody stands, as one or two sentences; nothing for who has no contract. */
function sayStanding(
  { active, submitted }: { active: ActiveSummary | undefined; submitted: SubmittedSummary | undefined },
  who: string,
): string {
  const lines = [
    ...(active
      ? [
          active.isInterim
            ? `${who}的家庭医生离岗了，先由${active.doctorName}医生负责，请选一位医生。`
            : `${who}的家庭医生是${active.doctorName}（${active.teamName}，${active.centrePhone}），${sayDay(active.endsOn)}到期。`,
        ]
      : []),
    ...(submitted
      ? [
          `${who}的${submitted.kind === '新签' ? '签约' : submitted.kind}申请（编号${submitted.number}）正等${submitted.doctorName}医生答复。`,
        ]
      : []),
  ];
  return lines.join('\n');
}

function sayUsage({ usage, doctorName, endsOn, number, centrePhone }: ActiveSummary, name: string): string {
  const lines = usage.map(({ name: item, times, left }) => `${item}：一年${times}次，还剩${left}次`);
  return [
    `${name}的签约：${doctorName}医生，编号${number}，${sayDay(endsOn)}到期。`,
    ...lines,
    `要约时间，请打电话${centrePhone}，或回复“夜门诊”。`,
  ].join('\n');
}
