/** Support ratios a plan can name, from none to two workers for one person; they are directory's bands. */
export const bands = ['none', '1:8', '1:6', '1:5', '1:4', '1:3', '1:2', '1:1', '2:1'] as const
