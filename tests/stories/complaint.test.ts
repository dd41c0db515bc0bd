import { test } from 'vitest';
import { mondayAfternoon } from '../support/evening.ts';
import { openTown } from '../support/town.ts';

test('a stranger complains of a nurse: the centre lets it lie, the district answers, and it ends with 满意', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const stranger = town.phone('stranger');
  const [huang, fang, nurse] = [town.phone('huang-guoqiang'), town.phone('fang-min'), town.phone('he-jing')];
  await stranger.follows('家医助手');
  await stranger.says('前台护士态度太差，等了一个多小时没人理', '是在哪里发生的');
  await stranger.says('拱北', '是关于哪位工作人员');
  await stranger.says('何护士', '关于谁：何护士');
  await stranger.says('1', '已交给拱北的负责人办理，3月9日（周一）前答复您', 'TS2026000001', '12320', '12345');
  await huang.sees('投诉 0001', '涉及：何护士', '【看和答复】【转上级】');
  await nurse.says('投诉处理', '没有等您答复的投诉');

  // Five working days pass: the weekend does not count.
  await town.timePasses('2026-03-09T15:30:00+08:00');
  await huang.sees('投诉：1件等您答复');
  await fang.sees('超时没有答复的投诉 0001', '前台护士态度太差');
  await stranger.sees('已转上一级');
  await stranger.says('投诉进度', '编号0001', '3月16日（周一）前会答复您', '1. 接着等');
  await stranger.says('1', '有答复会告诉您');
  await huang.says('投诉处理', '没有等您答复的投诉');
  await fang.presses('看和答复', '投诉人说：前台护士态度太差');
  await fang.says('答复', '请写答复');
  await fang.says('已请中心整改候诊叫号，护士向您道歉。', '请核对');
  await fang.presses('确认', '已答复0001');
  await stranger.sees('您反映的事（编号0001）有答复了', '方敏：已请中心整改候诊叫号', '1. 满意');
  await stranger.says('1', '这件事就到这里');
  await stranger.says('我的投诉', '您说满意，已经结束');
  await nurse.sees(/^(?![\s\S]*投诉人说)/u);
});

test('an answer that nobody says anything to ends by itself after a week', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const [wang, huang] = [town.phone('stranger'), town.phone('huang-guoqiang')];
  await wang.follows();
  await wang.says('你们厕所天天都是脏的，反映过也没人管', '是在哪里发生的');
  await wang.says('拱北', '是关于哪位工作人员');
  await wang.says('说不清', '请核对');
  await wang.says('确认', 'TS2026000001');
  await huang.says('答复投诉0001 已换了保洁，每两小时打扫一次。', '已答复0001');
  await wang.sees('您满意吗');
  await town.timePasses('P8D');
  await wang.says('投诉进度', '已换了保洁', '已答复，已经结束');
});
