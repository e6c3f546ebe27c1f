/** What the API asks of a password; it checks more, such as lists of common ones. */
export const passwordRules = { minLength: 15, maxLength: 128 } as const;
