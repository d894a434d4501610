// For workerd: one request runs the list.
import { run } from './hazards.mjs';

export default {
  async fetch(request) {
    return Response.json(await run(new URL(request.url).searchParams.get('origin')));
  },
};
