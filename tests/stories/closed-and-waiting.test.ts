import { test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('停诊: who was booked hears it at once and is booked elsewhere by one number', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const doctor = town.phone('chen-zhiyuan');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await doctor.says('停诊', '是哪一场', '1. 3月2日（周一）晚上6:00起 拱北夜门诊');
  await doctor.says('1', '【停诊】');
  await doctor.presses('停诊', '原因');
  await doctor.presses('医生外出', '请核对', '已约1人');
  await doctor.says('确认', /停诊|通知/);
  await wang.sees('很抱歉，因医生外出', '停诊', '可以改约到', '1. 3月3日（周二）晚上7:00');
  await wang.says(
    '1',
    '改好了：王秀英，3月3日（周二）晚上7:00',
    '地点：香洲区拱北社区卫生服务中心（拱北街道侨光路示范1号）',
  );
  await wang.says('我的', '3月3日（周二）晚上7:00');
});

test('the last place is taken: who waits is offered it when it is given back, and 要 takes it', async () => {
  const town = await openTown({ start: '2026-03-02T20:31:00+08:00' });
  const wang = town.phone('wang-xiuying');
  const xiaoyu = town.phone('chen-xiaoyu');
  await bind(wang, papers.wang);
  await bind(xiaoyu, papers.xiaoyu);
  await xiaoyu.says('今晚想看医生', '请核对', '3月2日（周一）晚上8:45');
  await xiaoyu.says('确认', '约好了');
  await wang.says('今晚想看医生', '约满', '候补');
  await wang.says('确认', '排上候补');
  await xiaoyu.says('不去了', '要退掉这个号吗', '晚上8:45');
  await xiaoyu.says('1', '已经退掉');
  await wang.sees('晚上8:45', '要');
  await wang.says('要', '晚上8:45');
  await wang.says('我的', '3月2日（周一）晚上8:45，拱北夜门诊');
});
