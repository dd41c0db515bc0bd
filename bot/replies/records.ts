/** 档案, and what is common to everything that shows health information. */
export const recordWords = {
  whoTitle: '看谁的',
  own: '我自己的',
  familyLine: (name: string, kinship: string) => `${name}（${kinship}）`,
  you: '您',
  your: (kinship: string) => `您${kinship}`,
  notShown: '现在还看不到健康信息。请带身份证到社区卫生服务中心窗口核实身份，核实后就能看。',
  notVisible: (who: string) =>
    `您现在看不到${who}的健康信息：要本人同意，并由社区卫生服务中心核对过证件。请回复“家人”办理。`,
} as const;
