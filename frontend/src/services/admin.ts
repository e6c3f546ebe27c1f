import { bodyOf, client } from "@/services/http";
import { api } from "@/services/paths";
import type { AccountRole, AuditFilter } from "@/types/model";

const of = (id: string) => ({ params: { path: { account_id: id } } });

/** Accounts by id, by address or by the beginning of one; the newest without a query. */
export const searchAccounts = (query: string, cursor: string | null) =>
  bodyOf(client.POST(api.accountSearch, { body: { query, cursor, limit: 20 } }));

export const getManagedAccount = (id: string) => bodyOf(client.GET(api.managedAccount, of(id)));

export const changeManagedAccount = (id: string, change: { role?: AccountRole; isDisabled?: boolean }) =>
  bodyOf(client.PATCH(api.managedAccount, { ...of(id), body: change }));

export const endAccountSessions = (id: string) => bodyOf(client.DELETE(api.managedAccountSessions, of(id)));

export const getSizes = () => bodyOf(client.GET(api.sizes));

export const listAuditEvents = (filter: AuditFilter, cursor: string | null) =>
  bodyOf(client.GET(api.audit, { params: { query: { ...filter, cursor } } }));
