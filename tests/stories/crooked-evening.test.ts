import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('a booking is interrupted by another service, refused, a question, and goes on where it was', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对', '晚上7:00');
  await wang.says('几点开门', '香洲区拱北社区卫生服务中心', '请核对夜门诊预约', '晚上7:00');
  await wang.says('签约', '要先放下', '改办“签约”');
  await wang.says('不改，继续', '请核对夜门诊预约', '晚上7:00');
  await wang.says('确认', '约好了', '晚上7:00');
});

test('another service instead: the first is kept and comes back when asked', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('签约', '要先放下');
  await wang.says('1', '1. 陈志远');
  await wang.says('取消', '不办了');
  await wang.says('继续', '请核对夜门诊预约', '晚上7:00');
  await wang.says('1', '约好了', '晚上7:00');
});

test('an answer is corrected at the confirmation, and 返回 takes back the last one', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对', '晚上7:00');
  await wang.says('时间改成八点', '请核对', '3月2日（周一）晚上8:00');
  await wang.says('改2', '请选夜门诊的时间');
  await wang.says('1', '请核对', '晚上6:00');
  await wang.says('返回', '请选夜门诊的时间');
  await wang.says('周三晚上七点半', '请核对', '3月4日（周三）晚上7:30');
  await wang.says('是', '约好了', '3月4日（周三）晚上7:30');
});

test('what is corrected keeps what was not spoken of: the day, the place, the time', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('周三晚上七点半看医生', '请核对', '3月4日（周三）晚上7:30');
  await wang.says('时间改成八点', '请核对', '3月4日（周三）晚上8:00');
  await wang.says('时间改成今晚', '请核对', '3月2日（周一）晚上8:00');
  await wang.says('还是周三吧', '请核对', '3月4日（周三）晚上8:00');
  await wang.says('确认', '约好了', '3月4日（周三）晚上8:00');
});

test('an evening and an hour are enough to book; thanks in between are answered and nothing is lost', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今天晚上七点', '请核对', '3月2日（周一）晚上7:00');
  await wang.says('谢谢', '不客气', '请核对', '晚上7:00');
  await wang.says('确认', '约好了', '晚上7:00');
});

test('who only asked for the hours is not asked whether to leave that', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await wang.says('几点开门', '您问的是哪家');
  await wang.says('今晚想看医生', '先认一下您是谁');
});

test('who says how it is, signs nothing by it, and is asked what is wanted', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  for (const said of ['我没签约', '我已经签约了', '不签约']) await wang.says(said, '没太明白您的意思', '签约');
});

test('set aside and taken up after two days: what is over is not offered any more', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对', '3月2日（周一）晚上7:00');
  await town.timePasses('PT1H');
  await wang.sees('先给您留着', '3天内回复“继续”');
  await town.timePasses('P1DT22H');
  expect(await wang.sees()).toBe('');
  const text = await wang.says('继续', '继续预约夜门诊', '3月4日（周三）晚上6:00');
  expect(text).not.toContain('3月2日（周一）晚上6:00');
  await wang.says('2', '请核对', '3月4日（周三）晚上6:15');
  await wang.says('确认', '约好了');
});

test('a nurse takes over in the middle of a booking, answers, and hands back', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const nurse = town.phone('he-jing');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('人工', '工作人员在这里回复您', '0756-');
  const number = /回复 (\d{4}) 内容/.exec(await nurse.sees('王秀英', '找工作人员'))?.[1] ?? '';
  expect(await wang.says('我腿脚不好，有电梯吗')).toBe('');
  await nurse.sees(number, '有电梯吗');
  await nurse.says(`回复 ${number} 有的，从侧门进`, '已回复');
  await wang.sees('何静', '有的，从侧门进');
  await nurse.says(`结束人工 ${number}`, '已结束');
  await wang.sees('有事直接跟我说');
  await wang.says('继续', '请核对夜门诊预约', '晚上7:00');
  await wang.says('确认', '约好了');
});

test('说错了 after a danger sign goes back with everything kept, and the staff who were told are told', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  const alarm = await wang.says('我胸口痛', '120', '说错了');
  expect(alarm.indexOf('120')).toBeLessThan(alarm.indexOf('通知'));
  await chen.sees('胸口痛', '13800000001');
  await wang.says('说错了', '没事就好', '请核对夜门诊预约', '晚上7:00');
  await chen.sees('说错了');
  await wang.says('确认', '约好了');
});

test('繁體, misspellings and voice are understood', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('預約夜門診', '请选夜门诊的时间');
  await wang.says('取消', '不办了');
  await wang.says('我要约夜门珍', '请选夜门诊的时间');
  await wang.says('取消', '不办了');
  await wang.speaks('禮拜三晚上七點半想睇醫生', '请核对', '3月4日（周三）晚上7:30');
  await wang.says('１', '约好了');
});
