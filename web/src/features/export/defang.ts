// Indicators in a form that no mail program or chat makes a link of.

/** Defangs URLs, names, IPv4 addresses and mail addresses in running text. */
export function defang(text: string): string {
  return text
    .replace(/(?<![a-z])(h)tt(ps?)(?=:\/\/)/gi, (_, h: string, rest: string) => `${h}xx${rest}`)
    .replace(/(?<![a-z])ftp(s?)(?=:\/\/)/gi, 'fxp$1')
    .replace(/(?<=[\p{L}\p{N}-])\.(?=[\p{L}\p{N}])/gu, '[.]')
    .replace(/(?<=[\w.+-])@(?=[\p{L}\p{N}])/gu, '[@]');
}
