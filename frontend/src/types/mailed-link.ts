/** The link of a mail as it stands behind the `#` of an address, which no server sees. */
export type LinkPurpose = "verification" | "email" | "token";

export interface MailedLink {
  purpose: LinkPurpose;
  token: string;
}

const purposes: readonly LinkPurpose[] = ["verification", "email", "token"];

/** What the fragment of an address holds; null where it is no link of a mail. */
export function mailedLink(fragment: string): MailedLink | null {
  const found = new URLSearchParams(fragment.replace(/^#/, ""));
  const purpose = purposes.find((one) => found.get(one));
  return purpose ? { purpose, token: found.get(purpose) ?? "" } : null;
}
