import type { Criterion, DiseaseCriteria } from '../referral-rules.ts';

/** Checklists of the common diseases, up and down (seed 002 §9). Each disease's source is in the pack's `sources`. */
export const criteria: readonly DiseaseCriteria[] = [
  disease('I10', {
    up: [
      '用三种以上降压药、足量，血压仍不达标',
      '怀疑继发性高血压',
      '出现心、脑、肾、眼底损害，本中心处理不了',
      '血压波动大，或药物不良反应处理不了',
      '怀孕或哺乳期血压升高',
      '收缩压≥180或舒张压≥110，处理后降不下来 !urgent',
      '血压很高并有剧烈头痛、呕吐、意识改变 !emergency',
    ],
    down: ['诊断明确，治疗方案已定', '血压稳定，伴随的病情稳定'],
  }),
  disease('E11', {
    up: [
      '治疗三到六个月，空腹血糖仍不达标',
      '反复低血糖，或发生过一次严重低血糖',
      '要查慢性并发症，或并发症治疗方案难定',
      '儿童、青少年，或怀孕时发现血糖异常',
      '血糖≥16.7，处理后降不下来 !urgent',
      '怀疑酮症酸中毒或高渗状态 !emergency',
    ],
    down: ['诊断和治疗方案已定，血糖比较稳定', '急性并发症治疗后病情稳定', '慢性并发症已确诊，方案已定，病情稳定'],
  }),
  disease('I25.1', {
    up: [
      '第一次出现心绞痛',
      '稳定的心绞痛变频繁、变重 !urgent',
      '新出现心力衰竭表现 !urgent',
      '胸痛持续不缓解，怀疑心肌梗死 !emergency',
    ],
    down: ['放支架或搭桥后病情稳定', '心绞痛稳定，二级预防方案已定'],
  }),
  disease('I69.3', {
    up: ['康复效果不好，或出现新的功能障碍', '肺部感染、压疮等并发症处理不了 !urgent', '怀疑中风复发 !emergency'],
    down: ['生命体征平稳，原发病不再进展', '要继续康复或护理，方案已定'],
  }),
  disease('J44.9', {
    up: [
      '初次怀疑，要做肺功能确诊',
      '规范用药后症状仍控制不好',
      '急性加重，本中心处理效果不好 !urgent',
      '嗜睡、口唇发紫，怀疑呼吸衰竭 !emergency',
    ],
    down: ['诊断和吸入治疗方案已定', '急性加重治疗后病情稳定'],
  }),
  disease('J18.9', {
    up: ['治疗三天不见好 !urgent', '65岁以上且有基础病', '呼吸急促、血氧低、意识改变 !emergency'],
    down: ['体温正常三天以上，症状明显好转', '可以改口服药继续治疗'],
  }),
];

function disease(code: string, lists: { up: readonly string[]; down: readonly string[] }): DiseaseCriteria {
  return { code, up: lists.up.map(criterion(`${code}.up`)), down: lists.down.map(criterion(`${code}.down`)) };
}

/** `!urgent` and `!emergency` at the end say how fast. */
function criterion(prefix: string) {
  return (line: string, index: number): Criterion => {
    const [text = '', mark] = line.split(' !');
    const plain = { code: `${prefix}.${index + 1}`, text };
    return mark === 'urgent' || mark === 'emergency' ? { ...plain, urgency: mark } : plain;
  };
}
