import { describe, expect, test } from 'vitest';
import { medicineCards, supplierCards, supplyCards } from '#bot/dialogues/medicine-cards.ts';
import { manageMedicines } from '#bot/dialogues/medicine-list.ts';
import { medicineShort } from '#bot/dialogues/medicine-short.ts';
import { showMedicines } from '#bot/dialogues/medicines.ts';
import { prepareMedicines } from '#bot/dialogues/prepare-medicines.ts';
import { runningOut } from '#bot/dialogues/running-out.ts';
import { recordHandedOut } from '#domain/medicines/hand-out.ts';
import { askBeforeRunOut } from '#domain/medicines/run-out.ts';
import { tellAffected } from '#domain/medicines/shortage.ts';
import { putOnList, wasSeen } from '#tests/support/medicine-town.ts';
import { house, sampleClinic } from '../inbox/house.ts';

/** 王秀英 takes 氨氯地平, 28 days from today, and was seen ten days ago. */
async function pharmacy() {
  const town = await house({
    dialogues: [showMedicines, runningOut, medicineShort, prepareMedicines, manageMedicines, sampleClinic],
    program: { cards: [supplyCards, supplierCards, medicineCards] },
  });
  const { database, people } = town;
  const { transact, read } = database;
  const [amlodipine, rosuvastatin, sacubitril] = await transact((tx) =>
    Promise.all([
      putOnList(tx, { name: '氨氯地平片' }),
      putOnList(tx, { name: '瑞舒伐他汀钙片', essential: false }),
      putOnList(tx, { name: '沙库巴曲缬沙坦钠片', supplier: '市二院' }),
    ]),
  );
  await transact((tx) => wasSeen(tx, { residentId: people.wang, staffId: people.staff('chen.zhiyuan') }));
  const takes = (days: number, residentId = people.wang) =>
    transact((tx) =>
      recordHandedOut(tx, { residentId, medicineId: amlodipine ?? '', days, staffId: people.staff('he.jing') }),
    );
  const [wang, li, jianjun] = [town.phone('wang'), town.phone('li'), town.phone('jianjun')];
  await wang.bind(people.wang);
  await li.bind(people.li);
  await jianjun.bind(people.jianjun);
  const supplies = () => read((tx) => tx.prisma.medicineSupply.findMany({ orderBy: { id: 'asc' } }));
  /** Presses a button on the newest card of a kind. */
  const press = async (phone: typeof wang, kind: string, key: string, ...fragments: string[]) => {
    const card = await read((tx) => tx.prisma.delivery.findFirstOrThrow({ where: { kind }, orderBy: { id: 'desc' } }));
    return phone.does({ kind: 'card-pressed', card: card.cardTaskId ?? '', key, responseCode: 'code' }, ...fragments);
  };
  const days = (count: number) => town.later(count * 24 * 60);
  return {
    ...town,
    ...{ wang, li, jianjun, takes, supplies, press, days },
    list: { amlodipine: amlodipine ?? '', rosuvastatin: rosuvastatin ?? '', sacubitril: sacubitril ?? '' },
    chen: town.phone('chen.zhiyuan', 'wecom'),
    he: town.phone('he.jing', 'wecom'),
    fang: town.phone('fang.min', 'wecom'),
    wu: town.phone('wu.min', 'wecom'),
  };
}

describe('用药', () => {
  test('shows the days left, and a refill is asked for with numbers alone', async () => {
    const town = await pharmacy();
    const { wang, takes, days, supplies } = town;
    await takes(12);
    days(6);
    await wang.says('用药', '您现在的用药', '氨氯地平片 5mg：还够6天', '1. 续氨氯地平片 5mg');
    await wang.says('1', '最近用得怎么样', '1. 按时在用');
    await wang.says('1', '按时用药很好', '请核对', '天数：28天', '给谁：王秀英', '药：氨氯地平片 5mg');
    await wang.says('1', '已经交给陈志远', '编号0002', '请再回复“用药”取消');
    expect(await supplies()).toMatchObject([{ adherence: 'on-time' }, { status: 'requested', days: 28 }]);
    await wang.says('用药', '0002 氨氯地平片 5mg：等医生答复');
    await wang.says('取消0002', '请核对，确认后取消');
    await wang.says('确认', '已取消0002');
    expect(await supplies()).toMatchObject([{}, { status: 'withdrawn' }]);
  });

  test('says why not, and the way on: enough at home, no visit, no contract', async () => {
    const town = await pharmacy();
    const { wang, li, takes } = town;
    await takes(28);
    await wang.says('降压药快没了', '还够28天', '1. 续氨氯地平片 5mg');
    await wang.says('续氨氯地平', '最近用得怎么样');
    await wang.says('有时忘', '定个闹钟', '还够28天，3月19日起可以续');
    await wang.says('用药');
    await wang.says('要别的药', '要哪种药', '沙库巴曲缬沙坦钠片 5mg（拱北，要向市二院调）');
    await wang.says('瑞舒伐他汀', '只配给签约居民', '回复“签约”');
    await li.says('用药', '您还没有从中心配过药', '1. 要别的药');
    await li.says('1', '中心的药箱里没有别的药');
    await town.database.transact((tx) => tx.prisma.encounter.deleteMany());
    await wang.says('用药');
    await wang.says('要别的药');
    const answer = await wang.says('沙库巴曲', '最近90天没有当面看过医生', '可以接着办', '1. 夜门诊');
    expect(answer).not.toContain('请核对');
    await wang.says('1', '日期');
  });

  test('of who is not checked yet nothing is shown', async () => {
    const { wang, database, people } = await pharmacy();
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: people.wang }, data: { identityLevel: 'provisional' } }),
    );
    await wang.says('用药', '您的身份还在核实');
  });

  test('of a child by the guardian; of an adult only with their consent', async () => {
    const town = await pharmacy();
    const { jianjun, takes, people, database } = town;
    await takes(7, people.lele);
    await jianjun.says('给儿子续药', '您儿子现在的用药', '氨氯地平片 5mg：还够7天');
    await jianjun.says('不办了', '随时回复“用药”');
    await jianjun.says('帮我妈续药', '您现在看不到妈妈的健康信息');
    // What tells of mental health is never shown by default.
    await database.transact((tx) =>
      tx.prisma.medicine.update({ where: { id: town.list.amlodipine }, data: { part: 'mental-health' } }),
    );
    await jianjun.says('取消');
    expect(await jianjun.says('给儿子续药', '您儿子还没有从中心配过药')).not.toContain('氨氯地平');
  });

  test('a danger sign in the middle stops everything, and it goes on afterwards', async () => {
    const { wang, takes } = await pharmacy();
    await takes(8);
    await wang.says('用药', '还够8天');
    await wang.says('1', '最近用得怎么样');
    await wang.says('吃完药胸口痛喘不上气', '请马上打120');
    await wang.says('说错了', '最近用得怎么样');
  });

  test('the question before it runs out is answered by one number, and goes on to the refill', async () => {
    const town = await pharmacy();
    const { wang, takes, days, database, supplies, pushed } = town;
    const { supplyId } = await takes(28);
    days(23);
    await database.transact((tx) => askBeforeRunOut(tx, supplyId));
    const [asked] = await pushed('supply.run-out');
    expect(asked?.text).toBe(
      '王*英从拱北配的一种药快用完了，还够5天。最近用药怎么样？请回复数字：\n1. 按时在用\n2. 有时会忘\n3. 已经停了',
    );
    await wang.says('2', '记下了', '要续氨氯地平片 5mg吗', '1. 是');
    await wang.says('是', '请核对', '药：氨氯地平片 5mg');
    await wang.says('确认', '已经交给陈志远');
    expect(await supplies()).toMatchObject([{ adherence: 'sometimes' }, { status: 'requested' }]);
  });

  test('who has stopped is called by the doctor; no refill is offered', async () => {
    const { wang, takes, days, database } = await pharmacy();
    const { supplyId } = await takes(28);
    days(23);
    await database.transact((tx) => askBeforeRunOut(tx, supplyId));
    const answer = await wang.says('停了', '医生会打电话问您', '请不要自己再加药、换药');
    expect(answer).not.toContain('要续');
    const tasks = await database.read((tx) => tx.prisma.staffTask.findMany());
    expect(tasks).toMatchObject([{ reason: 'medicine-stopped' }]);
    await wang.says('用药', '您说已经停了，医生会联系您');
  });
});

describe('备药', () => {
  test('one press agrees, one says it is ready, one that it was collected; a second press is told so', async () => {
    const town = await pharmacy();
    const { wang, chen, he, press, supplies } = town;
    await wang.says('用药', '1. 要别的药');
    await wang.says('1');
    await wang.says('氨氯地平', '请核对');
    await wang.says('确认', '编号0001');
    await press(chen, 'supply.asked', 'prepare', '已同意0001，转备药，王秀英会收到通知');
    await press(chen, 'supply.asked', 'not-now', '刚刚有人处理过了');
    await press(he, 'supply.to-prepare', 'ready', '0001备好了，已通知王秀英来取');
    await wang.says('用药', '备好了，请在3月8日（周日）前到拱北取');
    await press(he, 'supply.to-hand-out', 'collected', '0001已由王秀英领走，能用到3月29日（周日）前');
    expect(await supplies()).toMatchObject([{ status: 'collected', runsOutOn: '2026-03-29' }]);
  });

  test('a refusal with its reason is one press too, and in the list as well', async () => {
    const town = await pharmacy();
    const { wang, chen, press, pushed } = town;
    for (const answer of ['用药', '要别的药', '氨氯地平', '确认']) await wang.says(answer);
    await press(chen, 'supply.asked', 'see-doctor', '0001没有同意，已告诉王秀英');
    expect((await pushed('supply.refused'))[0]?.text).toContain('医生想先当面看一看');
    await wang.says('用药', '0001 氨氯地平片 5mg没有通过：医生想先当面看一看', '夜门诊');
    for (const answer of ['要别的药', '氨氯地平', '确认']) await wang.says(answer);
    expect(await wang.says('用药', '0002 氨氯地平片 5mg：等医生答复')).not.toContain('没有通过');
    await chen.says('备药', '有1份要办', '1. 0002 王秀英 氨氯地平片 5mg 28天，等您答复', '2. 登记当面发的药');
    await chen.says('1', '当面看过：2月19日（周四）', '1. 同意，准备', '2. 不同意：要先来看');
    await chen.says('不同意：现在不合适', '0002没有同意');
    expect((await pushed('supply.refused'))[1]?.text).toContain('现在不适合这样续');
  });

  test('what was handed out at the desk is recorded in three answers', async () => {
    const { he, supplies } = await pharmacy();
    await he.says('登记发药', '没有等您办的续药和备药', '1. 登记当面发的药');
    await he.says('1', '给谁发的药');
    await he.says('王秀英', '王秀英');
    await he.says('1', '发的哪种药');
    await he.says('氨氯地平', '发了多少天的', '1. 28天');
    await he.says('90天', '请写天数，1到84');
    await he.says('56天', '请核对', '天数：56天');
    await he.says('确认', '已登记，王秀英能用到4月26日（周日）前');
    expect(await supplies()).toMatchObject([{ status: 'collected', days: 56, longTerm: true }]);
  });

  test('联系用药: the resident hears that it takes longer, the hospital answers by one press', async () => {
    const town = await pharmacy();
    const { wang, chen, wu, press, pushed } = town;
    for (const answer of ['用药', '要别的药']) await wang.says(answer);
    await wang.says('沙库巴曲', '中心没有，要向市二院调：医生答复后约5个工作日，比平常久');
    await wang.says('确认');
    await press(chen, 'supply.asked', 'prepare', '已同意0001');
    expect((await pushed('supply.agreed'))[0]?.text).toContain('要向市二院调药，大约5个工作日');
    await press(wu, 'supply.on-request', 'sent', '已告诉中心联系用药0001送出了');
    await press(wu, 'supply.on-request', 'none', '刚刚有人处理过了');
    expect((await pushed('supply.on-request-answered'))[0]?.text).toContain('市二院已送出联系用药0001');
  });
});

describe('药箱', () => {
  test('a medicine is proposed in a few answers and stands on the list when an administrator has pressed', async () => {
    const town = await pharmacy();
    const { he, fang, wang, press } = town;
    await he.says('药箱', '1. 加一种药');
    await he.says('加一种药', '哪里的药箱');
    await he.says('拱北', '药名');
    await he.says('缬沙坦胶囊', '规格');
    await he.says('80mg', '包装单位');
    await he.says('盒', '是基本药物吗');
    await he.says('是', '是慢性病长期用的药吗');
    await he.says('是', '要保密的病');
    await he.says('不会', '药从哪里来');
    await he.says('中心常备', '请核对', '药名：缬沙坦胶囊');
    await he.says('确认', '已提出增加缬沙坦胶囊 80mg');
    for (const answer of ['用药', '要别的药']) await wang.says(answer);
    await wang.says('缬沙坦胶囊', '没');
    await press(fang, 'medicine.proposed', 'approve', '已同意增加缬沙坦胶囊 80mg');
    await press(fang, 'medicine.proposed', 'decline', '刚刚有人答复过了');
    await wang.says('取消');
    for (const answer of ['用药', '要别的药']) await wang.says(answer);
    await wang.says('缬沙坦胶囊', '请核对', '药：缬沙坦胶囊 80mg');
  });

  test('缺药 on a card opens it; who takes it answers the news with one number', async () => {
    const town = await pharmacy();
    const { wang, chen, he, press, database, list, pushed, supplies } = town;
    for (const answer of ['用药', '要别的药', '氨氯地平', '确认']) await wang.says(answer);
    await press(chen, 'supply.asked', 'prepare');
    await press(he, 'supply.to-prepare', 'short', '氨氯地平片 5mg，怎么办', '1. 缺货了');
    await he.says('1', '有替代的药吗', '沙库巴曲缬沙坦钠片 5mg');
    await he.says('沙库巴曲', '请核对', '缺货：氨氯地平片 5mg');
    await he.says('确认', '已登记氨氯地平片 5mg缺货，正在通知');
    const { changedAt } = await database.read((tx) =>
      tx.prisma.medicine.findUniqueOrThrow({ where: { id: list.amlodipine } }),
    );
    await database.transact((tx) =>
      tellAffected(tx, { medicineId: list.amlodipine, changedAt: changedAt.toISOString(), after: '' }),
    );
    const [news] = await pushed('medicine.short');
    expect(news?.text).toContain('1. 等到货\n2. 用替代的药，请医生定\n3. 请医生打电话给我');
    await wang.says('2', '已经交给陈志远', '编号0002');
    expect(await supplies()).toMatchObject([{ status: 'withdrawn' }, { status: 'requested' }]);
    await he.says('药到货了', '氨氯地平片 5mg（基本药物，慢性病常用药，缺货）');
    await he.says('氨氯地平', '1. 到货了');
    await he.says('1', '已登记氨氯地平片 5mg到货');
  });

  test('a refill of what is out of stock is told so, with the same choice', async () => {
    const town = await pharmacy();
    const { wang, takes, list, database } = town;
    await takes(8);
    await database.transact((tx) =>
      tx.prisma.medicine.update({ where: { id: list.amlodipine }, data: { status: 'out_of_stock' } }),
    );
    await wang.says('用药', '还够8天，中心暂时缺货');
    await wang.says('1', '最近用得怎么样');
    await wang.says('1', '氨氯地平片 5mg暂时缺货，请不要自己停药或换药', '1. 等到货', '2. 请医生打电话给我');
    await wang.says('2', '医生会打电话给您');
  });
});
