// Connects as an agent does, and prints each answer as a line of JSON. Where to comes as one JSON argument: {url, headers}.
// What to do comes as lines of JSON on the standard input: {method, params}, of which method is one of the client's.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { createInterface } from 'node:readline';

const { url, headers } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const said = (error) => ({ error: { code: error.code, message: error.message } });

const client = new Client({ name: 'synap-mcp-test', version: '1' });
try {
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
} catch (error) {
  say(said(error));
  process.exit(0);
}
say({ server: client.getServerVersion(), capabilities: client.getServerCapabilities(), instructions: client.getInstructions() });

for await (const line of createInterface({ input: process.stdin })) {
  const { method, params } = JSON.parse(line);
  try {
    say(await client[method](params));
  } catch (error) {
    say(said(error));
  }
}
await client.close();
