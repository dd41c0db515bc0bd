import type { Place } from '#domain/organisations/place.ts';

/** Public questions: hours, way, phone, twin hospital. Rows hold sentences without a full stop. */
export const placeAnswers = {
  title: '社区中心',
  which: '您问的是哪家社区卫生服务中心？',
  none: '还没有登记社区卫生服务中心的信息。',
  others: '问别的中心，请带上名字，比如“香湾几点开门”。',
  hours: ({ name, hours, phone }: Place) =>
    `${name}：${hours === '' ? '上班时间请打电话问一下' : hours}。${call(phone)}`,
  way: ({ name, address, way, phone }: Place) =>
    `${name}在${address === '' ? '哪里请打电话问一下' : address}。${way === '' ? '' : `${way}。`}${call(phone)}`,
  phone: ({ name, phone, hours }: Place) =>
    phone === '' ? `${name}还没有登记电话。` : `${name}电话：${phone}${hours === '' ? '' : `（${hours}）`}。`,
  twin: (place: Place, hospital: Place) =>
    `${place.name}的上级医院是${hospital.name}。要转诊，先由社区医生看过再转上去，号源和检查都有照应。`,
  noTwin: ({ name }: Place) => `${name}现在没有对口的上级医院。需要转诊请问社区医生。`,
} as const;

function call(phone: string): string {
  return phone === '' ? '' : `电话${phone}。`;
}
