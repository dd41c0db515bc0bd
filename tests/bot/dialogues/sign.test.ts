import { describe, expect, test } from 'vitest';
import { writeScene } from '#bot/scene.ts';
import { readSigningPage, signOnPage } from '#domain/contracts/signing-page.ts';
import { lastCode } from '#tests/support/people.ts';
import { dataUrlOf, drawnSignature } from '#tests/support/png.ts';
import { signingHouse } from './signing-house.ts';

const town = await signingHouse();
const { people, transact, read, somebody, contractOf } = town;
const chen = people.staff('chen.zhiyuan');
const lin = people.staff('lin.xiaomei');
const zhou = people.staff('zhou.wenbo');

describe('签约', () => {
  test('王秀英 compares, takes what is proposed, and signs on the page that the chat linked', async () => {
    const wang = town.phone('wang');
    await wang.bind(people.wang);
    await wang.says('签约', '选哪位家庭医生', '1. 陈志远（团队长），您片区的医生，擅长高血压、糖尿病', '还可签2000人');
    await wang.says(
      '1',
      '给您推荐',
      '慢病管理包：您有慢性病',
      '老年健康包：您已满65岁',
      '一年120元（医保60、公卫60、自付0）',
    );
    await wang.says(
      '1',
      '请核对',
      '① 家庭医生：陈志远（拱北第一团队）',
      '② 服务包：基础服务包、慢病管理包、老年健康包',
    );
    const draft = await contractOf(people.wang);
    expect(draft).toMatchObject({ status: 'draft', doctorId: chen });
    const said = await lastLinks();
    expect(said).toMatch(/^https:\/\/jiayi\.example\/h5\/sign\/[0-9a-z]{26,27}$/);
    const token = said.split('/').at(-1) ?? '';
    const page = await read((tx) => readSigningPage(tx, token));
    if (page.state !== 'open') throw new Error(page.state);
    await transact((tx) => signOnPage(tx, token, { dataUrl: dataUrlOf(drawnSignature), shown: page.shown }));
    expect((await contractOf(people.wang))?.status).toBe('submitted');
    const [told] = await town.pushed('contract.submitted');
    expect(told?.text).toContain('陈志远医生，编号0001。医生会在2个工作日内答复');
  });

  /** The address in the newest answer. */
  async function lastLinks(): Promise<string> {
    const { contact, tokens } = await read(async (tx) => {
      const link = await tx.prisma.pageLink.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      const dialogue = await tx.prisma.dialogue.findFirstOrThrow({ where: { contactId: link.contactId ?? '' } });
      const place = { table: 'Dialogue', column: 'stateSealed', row: dialogue.id };
      return {
        contact: link.contactId,
        tokens: /"token":"([0-9a-z]+)"/.exec(tx.vault.open(place, dialogue.stateSealed)),
      };
    });
    expect(contact).not.toBeNull();
    return `https://jiayi.example/h5/sign/${tokens?.[1] ?? ''}`;
  }

  test('the page ended the conversation: the next word is free', async () => {
    const open = await read((tx) => tx.prisma.dialogue.count({ where: { status: 'open' } }));
    expect(open).toBe(0);
    await town.phone('wang').says('签约', '正等陈志远医生答复', '要收回王*英给陈志远医生的申请（编号0001）吗？');
    await town.phone('wang').says('2', '申请继续等医生答复');
  });

  test('who cannot open a page reads the whole text in chat and answers 确认', async () => {
    const { residentId, phone } = await somebody();
    await phone.says('签约');
    await phone.says('林晓梅', '您有基础服务包，免费');
    await phone.says('1', '打不开页面的，回复“确认”');
    await phone.says(
      '确认',
      '《家庭医生签约服务协议书》（2026-01版）',
      '七、本平台不收费',
      '基础服务包：健康档案更新1次',
      '2. 不同意',
    );
    await phone.says('好的', '同意请回复“确认”或“1”');
    const [told] = [await phone.says('确认', '已交给林晓梅医生，2个工作日内答复', '编号', '撤回签约')];
    expect(told).toContain('需要纸质协议，请到中心领取');
    expect(await contractOf(residentId)).toMatchObject({
      status: 'submitted',
      evidenceLevel: 'chat-confirmed',
      signedBy: 'self',
    });
  });

  test('an answer is changed at the confirmation, and what is shown is what is signed', async () => {
    const { residentId, phone } = await somebody('1950-01-01');
    await phone.says('我要签约');
    await phone.says('2');
    await phone.says('1', '老年健康包');
    await phone.says('改医生', '选哪位家庭医生');
    await phone.says('陈医生', '① 家庭医生：陈志远');
    await phone.says('改2', '给您推荐');
    await phone.says('2', '给您选哪些服务包');
    await phone.says('都不要', '② 服务包：基础服务包', '费用：免费');
    await phone.says('确认');
    await phone.says('1', '已交给陈志远医生');
    expect(await contractOf(residentId)).toMatchObject({ doctorId: chen, packages: ['basic'] });
  });

  test('a doctor’s code leads straight to that doctor', async () => {
    const { phone } = await somebody();
    await phone.does({ kind: 'scanned', scene: writeScene({ sign: 'doctor', id: zhou }) }, '您有基础服务包');
    await phone.says('1', '① 家庭医生：周文博（香湾第一团队）');
  });

  test('a centre’s code offers the doctors of that centre', async () => {
    const { phone } = await somebody();
    const scene = writeScene({ sign: 'centre', id: people.place('拱北') });
    await phone.does({ kind: 'scanned', scene }, '1. 陈志远', '2. 林晓梅');
    expect(await phone.says('再说一遍')).not.toContain('周文博');
  });

  test('who is new is bound first and then goes on to the doctor of the code', async () => {
    const phone = town.phone('stranger');
    await phone.does({ kind: 'followed', scene: writeScene({ sign: 'doctor', id: lin }) }, '姓名和身份证号');
    await phone.says('何明 110101199003070011 13911110000', '验证码发到');
    await phone.says(await read((tx) => lastCode(tx, '13911110000')), '待核实', '您有基础服务包');
    await phone.says('1');
    await phone.says('确认');
    await phone.says('确认', '已交给林晓梅医生');
  });

  test('a full doctor is not offered; who names one is told of the colleague', async () => {
    const { phone } = await somebody();
    await transact((tx) => tx.prisma.staff.update({ where: { id: lin }, data: { contractCapacity: 0 } }));
    expect(await phone.says('签约')).not.toContain('林晓梅');
    await phone.says('取消');
    await phone.says('我想和林晓梅医生签约', '林晓梅医生的名额满了，同一团队的陈志远医生还有名额');
    await transact((tx) => tx.prisma.staff.update({ where: { id: lin }, data: { contractCapacity: 2000 } }));
  });

  test('the doctor became full at the last moment: it is said with the colleague, and nothing was signed', async () => {
    const { residentId, phone } = await somebody();
    await phone.says('签约');
    await phone.says('林晓梅');
    await phone.says('1');
    await transact((tx) => tx.prisma.staff.update({ where: { id: lin }, data: { contractCapacity: 0 } }));
    await phone.says('确认', '「林晓梅', '已经选不了', '选哪位家庭医生');
    await transact((tx) => tx.prisma.staff.update({ where: { id: lin }, data: { contractCapacity: 2000 } }));
    expect((await contractOf(residentId))?.status).toBe('draft');
  });

  test('taken up again two days later it goes on, with a link that opens', async () => {
    const { phone } = await somebody();
    await phone.says('签约');
    await phone.says('陈志远');
    await phone.says('1', '请核对');
    town.later(2 * 24 * 60);
    await phone.says('签约', '请核对');
    const token = (await lastLinks()).split('/').at(-1) ?? '';
    expect((await read((tx) => readSigningPage(tx, token))).state).toBe('open');
  });

  test('no message is longer than 600 characters, but for the agreement', async () => {
    const { phone } = await somebody('1950-01-01', ['高血压']);
    for (const text of ['签约', '陈志远', '2', '1、2、3、4、5']) {
      const answer = await phone.says(text);
      expect(answer.length).toBeLessThanOrEqual(610);
    }
  });
});

describe('家人的签约', () => {
  test('a household in one go: the representative signs for himself and the child, the mother is asked', async () => {
    const jun = town.phone('jun');
    await jun.bind(people.jianjun);
    const mother = await somebody('1955-01-01');
    await transact((tx) =>
      tx.prisma.delegation.create({
        data: {
          id: tx.id(),
          actorId: people.jianjun,
          subjectId: mother.residentId,
          kind: 'agent',
          kinship: '妈妈',
          status: 'active',
          createdAt: tx.now,
        },
      }),
    );
    await jun.says('签约', '1. 本人（王*军）', '2. 儿子（王*乐）', '妈妈', '要他（她）自己确认');
    await jun.says('都要', '选哪位家庭医生');
    await jun.says('陈志远', '您有基础服务包');
    await jun.says('1', '给儿子推荐', '儿童保健包：孩子未满7岁');
    await jun.says('1', '给妈妈推荐', '老年健康包：妈妈已满65岁');
    await jun.says('1', '儿子的服务包：基础服务包、儿童保健包', '另外：还会请', '在自己的手机上签名');
    await jun.says('确认', '儿童保健包：儿童体检4次');
    await jun.says('确认', '已交给陈志远医生', '、');
    expect(await contractOf(people.lele)).toMatchObject({ status: 'submitted', signedBy: 'guardian' });
    expect(await contractOf(mother.residentId)).toMatchObject({ status: 'draft' });
    const [asked] = await town.pushed('contract.awaits-you');
    expect(asked?.text).toContain('王*军给邻*');

    await mother.phone.says('签约', '看一看、签名：', '与陈志远医生的协议');
    await mother.phone.says('1', '签约人：', '家庭医生：陈志远（拱北第一团队）', '服务包：基础服务包、老年健康包');
    await mother.phone.says('确认');
    await mother.phone.says('确认', '已交给陈志远医生');
    expect(await contractOf(mother.residentId)).toMatchObject({ status: 'submitted', signedBy: 'self' });
  });

  test('a family member without the right to the record is not told of an illness by what is proposed', async () => {
    const father = await somebody('1950-01-01', ['高血压']);
    await transact((tx) =>
      tx.prisma.delegation.create({
        data: {
          id: tx.id(),
          actorId: people.li,
          subjectId: father.residentId,
          kind: 'agent',
          kinship: '爸爸',
          status: 'active',
          createdAt: tx.now,
        },
      }),
    );
    const li = town.phone('li');
    await li.bind(people.li);
    await li.says('给爸爸签约', '选哪位家庭医生');
    const proposal = await li.says('陈志远', '给爸爸推荐', '老年健康包');
    expect(proposal).not.toContain('慢病');
    await li.says('1', '确认后请他们在自己的手机上签名');
    await li.says('确认', '已请邻*', '在自己的手机上签名');
    await father.phone.says('签约', '看一看、签名');
  });
});
