/** 2027-02-28 → 2027年2月28日: days of a term are said with their year. */
export function sayDay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
