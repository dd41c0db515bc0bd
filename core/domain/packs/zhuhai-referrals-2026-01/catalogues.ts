import type { CatalogueEntry, CatalogueKind, DiseaseCatalogue } from '../referral-rules.ts';

/** 珠海市香洲区: the four catalogues that seed 002 §9 asks for. No seed prints one; a person must check every entry (待核实). */
export const catalogues: Readonly<Record<CatalogueKind, DiseaseCatalogue>> = {
  'centre-first': {
    name: '基层首诊疾病目录',
    version: '2026-01',
    level: 1,
    entries: entries(`
      J06.9 急性上呼吸道感染 全科 感冒 伤风 嗓子疼 嗓子痛 喉咙痛 喉咙疼 流鼻涕 鼻塞 咳嗽 发烧 发热
      J20.9 急性支气管炎 全科 支气管炎 气管炎
      I10 高血压病 全科 高血压 血压高 降压
      E11 2型糖尿病 全科 糖尿病 血糖高 高血糖
      I25.1 冠心病稳定期 全科 冠心病
      J44.9 慢性阻塞性肺疾病稳定期 全科 慢阻肺 老慢支 肺气肿
      I69.3 脑梗死后遗症 康复科 中风后遗症 脑梗后遗症 偏瘫康复
      K29.5 慢性胃炎 全科 胃炎 胃痛 胃疼 反酸
      A09 腹泻病 全科 拉肚子 腹泻 闹肚子
      N39.0 尿路感染 全科 尿频 尿急 尿痛 尿路感染
      M54.5 腰背痛 全科 腰痛 腰疼 腰肌劳损
      M47.8 颈椎病 全科 颈椎病 脖子痛 脖子疼
      M17.9 膝骨关节炎 全科 膝盖痛 膝盖疼 关节炎
      L30.9 湿疹与皮炎 全科 湿疹 皮炎 皮肤痒
      J30.4 过敏性鼻炎 全科 鼻炎
      E78.5 高脂血症 全科 血脂高 高血脂
      M10.9 痛风缓解期 全科 痛风 尿酸高
      G47.0 失眠 全科 失眠 睡不着
    `),
  },
  district: {
    name: '区域就诊疾病目录',
    version: '2026-01',
    level: 2,
    entries: entries(`
      K35.8 急性阑尾炎 普外科 阑尾炎
      K80.2 胆囊结石 普外科 胆结石 胆囊结石
      K40.9 腹股沟疝 普外科 疝气
      K64.9 痔 肛肠科 痔疮
      J18.9 肺炎 呼吸内科 肺炎
      K27.9 消化性溃疡 消化内科 胃溃疡 十二指肠溃疡
      N20.0 肾结石 泌尿外科 肾结石 结石
      N40 前列腺增生 泌尿外科 前列腺
      E04.1 甲状腺结节 内分泌科 甲状腺
      H25.9 老年性白内障 眼科 白内障
      S52.5 桡骨远端骨折 骨科 骨折 摔断
      M51.2 腰椎间盘突出 骨科 腰椎间盘 椎间盘突出
      D25.9 子宫肌瘤 妇科 子宫肌瘤
      O24.4 妊娠期糖尿病 产科 孕期血糖高 妊娠糖尿病
      I48.9 心房颤动 心血管内科 房颤 心律不齐 心慌
      H66.9 中耳炎 耳鼻喉科 中耳炎
    `),
  },
  'within-region': {
    name: '区域内转诊疾病目录',
    version: '2026-01',
    level: 3,
    entries: entries(`
      I21.9 急性心肌梗死 心血管内科 心梗 心肌梗死
      I20.0 不稳定型心绞痛 心血管内科 心绞痛
      I50.9 心力衰竭 心血管内科 心衰 心力衰竭
      I63.9 脑梗死急性期 神经内科 脑梗 脑梗塞 中风
      I61.9 脑出血 神经外科 脑出血 脑溢血
      C34.9 肺恶性肿瘤 肿瘤科 肺癌
      C50.9 乳腺恶性肿瘤 乳腺外科 乳腺癌
      C18.9 结肠恶性肿瘤 肿瘤科 肠癌 结肠癌
      C16.9 胃恶性肿瘤 肿瘤科 胃癌
      N18.5 慢性肾衰竭 肾内科 肾衰 尿毒症
      K74.6 肝硬化失代偿期 消化内科 肝硬化
      M32.9 系统性红斑狼疮 风湿免疫科 红斑狼疮
      Z35.9 高危妊娠 产科 高危妊娠 高危孕妇
      P07.3 早产儿 新生儿科 早产
      T07 多发伤 急诊外科 车祸 重伤
    `),
  },
  'outside-region': {
    name: '区域外转诊标准',
    version: '2026-01',
    level: 3,
    entries: entries(`
      Z94.0 肾移植 移植科 肾移植 换肾
      Z94.4 肝移植 移植科 肝移植 换肝
      C91.0 儿童急性淋巴细胞白血病 血液科 白血病
      Q24.9 复杂先天性心脏病 心脏外科 先心病 先天性心脏病
      D61.9 再生障碍性贫血 血液科 再障
      E75.2 溶酶体贮积症等罕见病 罕见病门诊 罕见病
    `),
  },
};

/** One a line: code, name, department, then what people say. */
function entries(lines: string): CatalogueEntry[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', department = '', ...called] = line.trim().split(/\s+/u);
      return { code, name, department, called };
    });
}
