/** The cookie that carries somebody's list of things to do: ids only, in their own browser, for thirty days. */
export const listCookie = 'daywell_list'

const THIRTY_DAYS_SECONDS = 30 * 86_400

export const listCookieKept = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: THIRTY_DAYS_SECONDS } as const
