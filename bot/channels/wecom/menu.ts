/** The WeCom application's menu: what staff start most, said as if it was typed. WeCom: custom menus. */

import type { ApiResult, TencentApi } from '../tencent/api.ts';

/** Top button → services. A press arrives as click with the service's name as its key. */
export const WECOM_MENU: Readonly<Record<string, readonly string[]>> = {
  工作台: [],
  门诊: ['今日门诊', '代预约', '停诊'],
  签约: ['签约审核', '代签约', '身份核实'],
};

/** Puts the menu into the application; members see it within a minute or so. */
export function pushWecomMenu(api: TencentApi, agentId: number): Promise<ApiResult> {
  const button = Object.entries(WECOM_MENU).map(([name, services]) =>
    services.length === 0
      ? { type: 'click', name, key: name }
      : { name, sub_button: services.map((service) => ({ type: 'click', name: service, key: service })) },
  );
  return api.post(`/cgi-bin/menu/create?agentid=${agentId}`, { button });
}
