import type { AssessmentRules } from './assessment-rules.ts';

export const assessment: AssessmentRules = {
  goals: {
    'contracts.active': 1_800,
    'contracts.priority': 0.6,
    'contracts.renewed': 0.7,
    'clinics.sessions': 100,
    'clinics.places': 0.6,
    'clinics.no-shows': 0.2,
    'clinics.sit-ins': 78,
    'hospital.sit-ins': 78,
    'hospital.answered-in-time': 0.95,
    'hospital.training': 1,
    'referrals.returned': 0.9,
    'referrals.skipped': 0.2,
    'follow-ups.done': 0.9,
    'follow-ups.on-time': 0.8,
    'follow-ups.pressure-controlled': 0.6,
    'follow-ups.glucose-controlled': 0.5,
    'answers.in-time': 0.95,
    'satisfaction.score': 4.5,
    'satisfaction.content': 0.9,
    'complaints.in-time': 0.95,
    'records.elders': 0.8,
  },
  series: [
    {
      id: 'centre',
      name: '社区卫生服务中心考核',
      weights: {
        'contracts.active': 10,
        'contracts.priority': 10,
        'contracts.renewed': 5,
        'clinics.sessions': 10,
        'clinics.places': 5,
        'referrals.returned': 5,
        'referrals.skipped': 5,
        'follow-ups.done': 10,
        'follow-ups.on-time': 10,
        'follow-ups.pressure-controlled': 5,
        'follow-ups.glucose-controlled': 5,
        'answers.in-time': 5,
        'satisfaction.content': 10,
        'records.elders': 5,
      },
    },
    {
      id: 'doctor',
      name: '家庭医生考核',
      weights: {
        'contracts.active': 20,
        'contracts.priority': 10,
        'follow-ups.done': 20,
        'follow-ups.on-time': 10,
        'follow-ups.pressure-controlled': 10,
        'follow-ups.glucose-controlled': 10,
        'answers.in-time': 10,
        'satisfaction.score': 10,
      },
    },
    {
      id: 'hospital',
      name: '公立医院支援社区考核',
      weights: { 'hospital.sit-ins': 40, 'hospital.answered-in-time': 40, 'hospital.training': 20 },
    },
  ],
  workload: {
    visits: { clinic: 1, station: 1, home: 3, phone: 0.3, chat: 0.2 },
    answer: 0.2,
    nightSession: 4,
    contract: 1,
  },
  budget: { paidShare: 0.6, cityShare: 0.12, yuanPerHead: 3 },
};

export const assessmentSources: Readonly<Record<string, string>> = {
  'assessment.goals': '种子000 四(三)：数量、质量、群众满意度；种子003：60周岁以上建档率80%以上；其余目标由区里定',
  'assessment.series': '种子004 三(二)1：通过指标赋权，形成不同的权重系列；权重由区里定',
  'assessment.workload': '种子004 三(四)：标化工作量测算；系数由区里定',
  'assessment.budget.paidShare': '种子000 四(一)1：年度内正常拨付60%，40%根据年底考核兑现',
  'assessment.budget.cityShare': '种子001 三：市财政按辖区基本公共卫生服务经费总额12%拨付',
  'assessment.budget.yuanPerHead': '种子001 三：区财政按辖区服务人口每人3元拨付',
};

export const assessmentUnsure: readonly string[] = ['assessment.goals', 'assessment.series', 'assessment.workload'];
