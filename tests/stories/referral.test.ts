import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('王秀英 asks for a referral, the doctor presses once, the desk gives a time, and the summary comes back', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  const desk = town.phone('wu-min');
  await bind(wang, papers.wang);
  await wang.says('我想转诊', '哪里不舒服');
  await wang.says('甲状腺长了个结节', '用哪种医保');
  await wang.says('1', '对口医院市二院', '可以');
  await wang.says('1', '请核对转诊申请', '甲状腺长了个结节', '陈志远');
  await wang.says('确认', '已交给陈志远医生', '编号0001');
  await chen.sees('转诊申请 0001', '王秀英 女 67岁', '【同意转市二院】【先到中心看】');
  await chen.presses('同意转市二院', '0001已转市二院');
  await wang.sees('已发给市二院', '3月3日（周二）下午3:00前答复');
  await desk.sees('转诊 0001', '来自：拱北 陈志远医生', '【接收】【不接收】');
  await desk.presses('接收', '哪天几点来');
  await desk.says('周四上午9点', '哪个科室', '内分泌科');
  await desk.says('1', '院区和楼层');
  await desk.says('南院区 门诊楼3楼', '哪位医生');
  await desk.says('不指定', '请核对');
  await desk.says('确认', '已接收0001，3月5日（周四）上午9:00');
  await wang.sees(
    '市二院已接收',
    '时间：3月5日（周四）上午9:00',
    '地点：南院区 门诊楼3楼',
    '科室：内分泌科',
    '医保备案：不用办',
  );
  await chen.sees('对方已接收');
  await wang.says('转诊', '0001', '已接收');
  await wang.says('1', '有效期：到3月12日（周四）', '打印转诊单');
  await wang.says('打印转诊单', '点开可以看');
  const slip = await wang.opensLink();
  for (const shown of ['王秀英', 'ZZ2026000001', '南院区 门诊楼3楼', '<svg', '不用办'])
    expect(slip.text).toContain(shown);
  expect(slip.text).not.toContain('甲状腺长了个结节');
  await town.timePasses('2026-03-04T19:30:00+08:00');
  await wang.sees('就诊提醒', '市二院', '明天就诊');
  await town.timePasses('2026-03-05T10:00:00+08:00');
  await desk.says('转诊处理', '0001 王秀英');
  await desk.says('1', '怎么处理');
  await desk.says('已到诊', '0001已记到诊');
  await wang.sees('已到诊');
  await desk.says('转诊处理', '等小结');
  await desk.says('1', '写小结或结果');
  await desk.says('1', '小结：');
  await desk.says('甲状腺结节TI-RADS 3类，观察', '建议');
  await desk.says('半年复查B超', '小结已交给家庭医生');
  await chen.sees('小结回来了：转诊 0001', '【已看过，办结】');
  await chen.presses('已看过，办结', '0001已办结');
  await wang.sees('已办结');
  await wang.says('转诊', '哪里不舒服');
  expect(town.transcript()).not.toContain('undefined');
});

test('who has a cold is shown the centre’s places first, and books with one number', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('转诊', '哪里不舒服');
  await wang.says('感冒好几天了，想去大医院看', '一般先到社区中心看', '先约一个号好吗', '还是请医生看看');
  await wang.says('1', '已为王秀英约好', '夜门诊');
  await wang.says('我的', '夜门诊');
});

test('a crooked way: advised, asked anew for the mother, another hospital, refused a word, withdrawn', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const jianjun = town.phone('wang-jianjun');
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  await bind(wang, papers.wang);
  await bind(jianjun, papers.jianjun);
  await jianjun.says('帮我妈转诊', '哪里不舒服');
  await jianjun.says('心慌，医生说是房颤', '用哪种医保');
  await jianjun.says('不清楚', '请核对', '王秀英');
  await jianjun.says('确认', '编号0001');
  await jianjun.says('帮我妈转诊', '0001');
  await jianjun.says('申请', '哪里不舒服');
  await jianjun.says('取消');
  await chen.says('转诊处理', '0001 王秀英');
  await chen.says('1', '转别的医院');
  await chen.says('转别的医院', '市二院（对口）');
  await chen.says('中大五院', '请选理由');
  await chen.says('以前在那里手术', '要居民同意转中大五院');
  await wang.sees('建议王*英转到中大五院', '请回复“同意转诊”');
  await jianjun.sees('建议王*英转到中大五院');
  await jianjun.says('同意转诊', '不在您可以办的范围');
  await wang.says('同意转诊', '已发给中大五院');
  await wang.says('撤回转诊', '已撤回');
  await chen.sees('居民已撤回');
  await wang.says('撤回转诊', '没有在办的转诊');
});

test('the doctor refers an old woman who sits before him; the desk refers her on; she agrees on her phone', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  const desk = town.phone('wu-min');
  const other = town.phone('sun-li');
  await bind(wang, papers.wang);
  await chen.says('发起转诊', '身份证号');
  await chen.says('王秀英', '是哪一位');
  await chen.says('1', '要办哪一种');
  await chen.says('1', '什么病');
  await chen.says('高血压，三种药压不住', '符合哪几条');
  await chen.says('1、6', '查体');
  await chen.says('178/108，已用三种药', '转到哪家医院', '市二院（对口）');
  await chen.says('1', '哪种医保');
  await chen.says('1', '要王秀英同意');
  await chen.says('1', '请核对');
  await chen.says('确认', '0001已转市二院');
  await wang.sees('已加急发给市二院', '下午5:00前答复');
  await desk.sees('加急转诊 0001', '【接收】');
  await town.timePasses('PT31M');
  await chen.sees('还没有答复', '0756-5552002');
  await desk.says('转诊处理', '【加急】0001');
  await desk.says('1', '所见：178/108', '符合：用三种以上降压药');
  await desk.says('建议转到别的医院', '转到哪家');
  await desk.says('市人民医院', '原因');
  await desk.says('要做肾动脉造影', '已建议转到市人民医院，编号0002');
  await wang.sees('建议转到别的医院：要做肾动脉造影', '同意请回复“同意转诊”');
  expect(await other.sees()).not.toContain('0002');
  await wang.says('同意转诊', '已加急发给市人民医院');
  await other.sees('加急转诊 0002');
  await other.presses('不接收', '不接收的原因');
  await other.says('近期没有空位', '建议');
  await other.says('可到中大五院', '已回复不接收0002');
  await wang.sees('近期没有空位，可到中大五院');
});
