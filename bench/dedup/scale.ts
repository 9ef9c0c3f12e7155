export async function scaleTable(_sizes: string): Promise<string> {
  return "";
}
