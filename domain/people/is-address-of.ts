/** Whether a mail address is of one of these domains, and not of one below them. Both in lower case; no domains: any. */
export function isAddressOf(domains: readonly string[], address: string): boolean {
  return domains.length === 0 || domains.includes(address.slice(address.lastIndexOf('@') + 1));
}
