import { describe, expect, test } from 'vitest';
import { bindAccount } from '#bot/dialogues/bind.ts';
import { bookExpertClinic, bookNightClinic } from '#bot/dialogues/book-clinic.ts';
import { turnClinicDay } from '#domain/clinics/nightly.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { createNeighbour } from '#tests/support/clinic.ts';
import { lastCode } from '#tests/support/people.ts';
import { house } from '../inbox/house.ts';

/** The demo district on Sunday, 1 March 2026, 18:00: tonight there is a night clinic at 梅华 only. */
async function evening() {
  const town = await house({ dialogues: [bindAccount, bookNightClinic, bookExpertClinic] });
  await town.database.transact(turnClinicDay);
  return town;
}

/** Twelve other people take every place of 拱北's evening. */
async function fill(town: Awaited<ReturnType<typeof evening>>, date: string) {
  await town.database.transact(async (tx) => {
    const slots = await tx.prisma.slot.findMany({
      where: { session: { date, kind: 'night', organisationId: town.people.place('拱北') } },
    });
    for (const { id: slotId } of slots) {
      const { id: residentId, by } = await createNeighbour(tx, { tags: ['高血压'] });
      await bookPlace(tx, { slotId, residentId, by });
    }
  });
}

const appointments = (town: Awaited<ReturnType<typeof evening>>) =>
  town.database.read((tx) => tx.prisma.appointment.findMany({ orderBy: { id: 'asc' } }));

describe('夜门诊', () => {
  test('王秀英 writes 今晚想看医生 and is bound and booked with six messages', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.says('今晚想看医生', '姓名和身份证号');
    await wang.says('王秀英 440402195803120022', '手机号');
    await wang.says('13800000001', '138****0001');
    const code = await town.database.read((tx) => lastCode(tx, '13800000001'));
    await wang.says(code, '绑定好了，王秀英', '1. 3月1日（周日）晚上6:15 梅华');
    await wang.says(
      '2',
      '请核对夜门诊预约',
      '就诊人：王秀英',
      '时间：3月1日（周日）晚上6:30 梅华',
      '地点：',
      '请带：身份证、医保卡',
    );
    await wang.says('确认', '约好了：王秀英，3月1日（周日）晚上6:30，夜门诊', '您的号：1号', '不去了请回复“取消预约”');
    expect(await appointments(town)).toMatchObject([
      { residentId: town.people.wang, status: 'booked', origin: 'resident' },
    ]);
  });

  test('without a day the home centre’s next evening comes first', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('夜门诊', '1. 3月2日（周一）晚上6:00 拱北', '8. 换一天或换地方', '9. 更多');
  });

  test('帮我儿子约周三晚上七点半的夜门诊 fills who, date, time and kind', async () => {
    const town = await evening();
    const jianjun = town.phone('jianjun');
    await jianjun.bind(town.people.jianjun);
    await jianjun.says(
      '帮我儿子约周三晚上七点半的夜门诊',
      '请核对',
      '就诊人：王乐乐（儿子）',
      '时间：3月4日（周三）晚上7:30 拱北',
    );
    await jianjun.says('确认', '约好了：王乐乐，3月4日（周三）晚上7:30');
    expect(await appointments(town)).toMatchObject([{ residentId: town.people.lele }]);
  });

  test('for somebody who is no family yet says how to add them', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('帮我妈约周三晚上的夜门诊', '还没有把妈妈加为家人', '1. 王秀英', '2. 先添加家人，再约');
  });

  test('a place that was named is taken: 拱北 or 香湾', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('约周二香湾的夜门诊', '3月3日（周二）晚上6:00 香湾');
    await wang.says('取消');
    await wang.says('约周二晚上七点的夜门诊', '时间：3月3日（周二）晚上7:00 拱北');
  });

  test('a day without a clinic is said, and the nearest are shown', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('周五晚上香湾夜门诊', '3月6日（周五）香湾没有夜门诊', '1. 3月6日（周五）晚上6:00 拱北');
    await wang.says('周四吧', '3月5日（周四）晚上6:00 拱北');
  });

  test('换一天或换地方 leads to every evening by numbers alone', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('夜门诊', '8. 换一天或换地方');
    await wang.says('8', '请选一场', '3月1日（周日）晚上6:15起 梅华，有', '3月3日（周二）晚上6:00起 拱北，有');
    await wang.says('3', '请选时间', '1. 3月3日（周二）晚上6:00 拱北');
    await wang.says('1', '请核对', '时间：3月3日（周二）晚上6:00 拱北');
    await wang.says('改时间', '请选时间');
    await wang.says('2', '请核对', '晚上6:15');
    await wang.says('确认', '约好了');
  });

  test('a slot that somebody else took meanwhile is asked for again', async () => {
    const town = await evening();
    const [wang, li] = [town.phone('wang'), town.phone('li')];
    await wang.bind(town.people.wang);
    await li.bind(town.people.li);
    await wang.says('约周三晚上七点半的夜门诊', '请核对');
    await li.says('约周三晚上七点半的夜门诊', '请核对');
    await li.says('确认', '约好了');
    await wang.says('确认', '已经选不了了', '请选');
  });

  test('who has two bookings hears so before choosing', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    for (const day of ['周三', '周五']) {
      await wang.says(`约${day}晚上七点半的夜门诊`, '请核对');
      await wang.says('确认', '约好了');
    }
    await wang.says('夜门诊', '最多同时约2个号');
  });

  test('who is booked that evening already is told', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('约周三晚上七点半的夜门诊');
    await wang.says('确认', '约好了');
    await wang.says('周三晚上想看医生', '您已经约了3月4日（周三）晚上7:30（1号）');
  });

  test('a full evening offers to wait, or another', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await fill(town, '2026-03-04');
    await wang.says(
      '周三晚上想看医生',
      '约满了，可以先排候补',
      '时间：3月4日（周三）晚上6:00起 拱北（已约满，排候补）',
    );
    await wang.says('改时间', '1. 3月2日（周一）晚上6:00 拱北');
    await wang.says('周三', '先排候补');
    await wang.says('确认', '已为王秀英排上候补', '您排在第1位', '不想等了请回复“取消预约”');
  });

  test('when none is open, the answer names the next one', async () => {
    const town = await house({ dialogues: [bookNightClinic] });
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says(
      '夜门诊',
      '最近几天没有可约的夜门诊',
      '下一场是3月9日（周一）晚上6:00，拱北',
      '3月2日（周一）起可以约',
    );
  });
});

describe('专家门诊', () => {
  test('shows department and doctor, and books like a night clinic', async () => {
    const town = await evening();
    const wang = town.phone('wang');
    await wang.bind(town.people.wang);
    await wang.says('约专家门诊', '心血管内科赵一鸣');
    await wang.says('1', '请核对专家门诊预约', '医生：赵一鸣');
    await wang.says('确认', '约好了：王秀英', '专家门诊');
  });
});
