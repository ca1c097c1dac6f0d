/** The 99 % quantile of the standard normal. */
export const NORMAL_Q99 = 2.3263478740408408;
