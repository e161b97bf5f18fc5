// Runs before everything else: what no policy can forbid is taken away.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete globalThis[name];
