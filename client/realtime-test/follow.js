// Follows a workspace, and prints each thing that it is told as a line of JSON. What to do comes as one JSON argument:
// {url, auth, transports, join: [{workspaceId, subjectId?, after?}], emit: [[name, body]]}.
import { io } from 'socket.io-client';

const { url, auth, transports, join = [], emit = [] } = JSON.parse(process.argv[2]);
const say = (name, body) => process.stdout.write(`${JSON.stringify({ name, body })}\n`);

const socket = io(url, { auth, transports, reconnectionDelay: 100, reconnectionDelayMax: 300 });
const last = new Map();

socket.onAny((name, body) => {
  if (body.position !== undefined) last.set(body.workspaceId, body.position);
  say(name, body);
});
socket.on('connect_error', (error) => say('connect_error', { message: error.message, data: error.data }));
socket.on('disconnect', (reason) => say('disconnect', { reason }));
socket.io.on('open', () => {
  socket.io.engine.on('upgrade', (transport) => say('upgraded', { transport: transport.name }));
});
socket.on('connect', async () => {
  for (const place of join) {
    const after = last.get(place.workspaceId) ?? place.after;
    say('joined', await socket.emitWithAck('join', { ...place, after }));
  }
  for (const [name, body] of emit) say(name, await socket.emitWithAck(name, body));
  say('connected', { transport: socket.io.engine.transport.name });
});
process.stdin.on('end', () => process.exit(0)).resume();
